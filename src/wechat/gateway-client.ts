import './quiet-wechaty.ts';
import type { FileBoxInterface } from 'file-box';
import { PuppetService } from 'wechaty-puppet-service';

export interface GatewayAddress {
  token: string;
  /** `host:port`; without it the token is looked up at the public wechaty service directory. */
  endpoint?: string | undefined;
  tls?: { caCert?: string; serverName?: string; disable?: boolean } | undefined;
}

/** Longer than any process lives: upstream's watchdog restarts the puppet in a way that cannot recover. */
const noWatchdogSeconds = 86_400;

/** Files of so many bytes go with the call; a gateway takes calls of up to 4 MB, and bytes become a third longer. */
const maxBytesInCall = 1024 * 1024;

/**
 * wechaty's gRPC client, for one connection: when that breaks, it is thrown away and another one made. (Upstream's
 * own `reset()` leaks a listener each time, and hangs when the gateway does not answer its farewell.)
 */
export class GatewayClient extends PuppetService {
  constructor({ token, endpoint, tls }: GatewayAddress) {
    super({ token, timeoutSeconds: noWatchdogSeconds, ...(endpoint && { endpoint }), ...(tls && { tls }) });
  }

  /** Upstream keeps contacts and group nicknames in the home folder, and never learns that they have changed. */
  protected override hookPayloadStore(): void {}

  /**
   * Upstream uploads what is larger than 20 KB, and its gateway names the upload before it is on the disk: one that is
   * busy then sends half a picture, or finds none. What can goes with the call instead.
   */
  protected override async serializeFileBox(file: FileBoxInterface): Promise<string> {
    return file.size >= 0 && file.size <= maxBytesInCall
      ? JSON.stringify(file)
      : super.serializeFileBox(file);
  }

  /** Cuts the connection without upstream's `stop` call, which would log the account out at the gateway. */
  override async onStop(): Promise<void> {
    for (const cleanUp of this._cleanupCallbackList.splice(0)) cleanUp();
    const manager = this._grpcManager;
    this._grpcManager = undefined;
    if (!manager) return;
    manager.eventStream?.cancel();
    try {
      manager.client.close();
    } catch (error) {
      // There is no client yet when the address could not be understood.
      if (!(error instanceof Error && error.message === 'NO CLIENT')) throw error;
    }
  }
}

// Upstream sends a file a second time, in a way from before 2022, when the first attempt fails; with a slow gateway
// the group then sees it twice. The method is declared private, so it is replaced rather than overridden.
Object.defineProperty(GatewayClient.prototype, 'messageSendFileStream', {
  value: () => Promise.reject(new Error('the gateway did not take the file')),
});
