import type { types } from 'wechaty-puppet';
import { withDeadline } from './cut-off.ts';
import { ConnectFailure } from './errors.ts';
import { type GatewayAddress, GatewayClient } from './gateway-client.ts';
import { errorCode, errorText, grpcCode } from './grpc-error.ts';
import { isPortOpen } from './probe-port.ts';

export interface SessionEvents {
  onMessage(messageId: string): void;
  onDirty(type: types.Dirty, id: string): void;
  onLogin(accountId: string): void;
  onLogout(reason: string): void;
  /** The stream broke; nothing more will come from this session. */
  onBroken(reason: string): void;
  /** An error that breaks nothing. */
  onError(reason: string): void;
}

/** One connection to the gateway, from its opening until it breaks or is closed. It does not mend itself. */
export class GatewaySession {
  readonly client: GatewayClient;
  readonly #address: GatewayAddress;
  readonly #events: SessionEvents;
  #closed = false;
  #broken = false;
  #scanning = false;
  #started = false;
  #answersDings = false;

  constructor(address: GatewayAddress, events: SessionEvents) {
    this.#address = address;
    this.#events = events;
    this.client = new GatewayClient(address);
  }

  /**
   * Connects and waits for the account. Returns the account's contact id.
   * @throws {ConnectFailure}
   */
  async open(timeoutMs: number): Promise<string> {
    const { promise: login, resolve, reject } = Promise.withResolvers<string>();
    this.#listen(resolve, reject);
    this.client.start().then(() => {
      this.#started = true;
      // A stream that the gateway ends in good order raises no error.
      this.client.grpcManager.once('end', () => this.#break('the gateway ended the connection'));
    }, reject);
    try {
      return await withDeadline(login, timeoutMs, () => new Error('timeout'));
    } catch (error) {
      this.close();
      throw new ConnectFailure(await this.#diagnose(error), this.#address.endpoint);
    }
  }

  /** Whether the stream has broken; nothing more will come then. */
  get isBroken(): boolean {
    return this.#broken;
  }

  /**
   * Whether the gateway shows any life within `timeoutMs` of being dinged: a dong, or any other event. Some gateways
   * answer no dings; until this one has, it is asked for the account's name as well.
   */
  async isAlive(accountId: string, timeoutMs: number): Promise<boolean> {
    if (this.#broken) return false;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(resolve, timeoutMs, false);
    const alive = () => resolve(true);
    this.client.once('heartbeat', alive);
    this.client.ding('xiaoji');
    if (!this.#answersDings) this.client.contactRawPayload(accountId).then(alive, alive);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.client.off('heartbeat', alive);
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    const complain = (error: unknown) => this.#events.onError(errorText(error));
    // The line is cut first: `stop()` waits several seconds for a start that hangs.
    this.client
      .onStop()
      .then(() => this.client.stop())
      .catch(complain);
  }

  #listen(onFirstLogin: (accountId: string) => void, onRefused: (error: unknown) => void): void {
    const heard = this.#events;
    const open = <T>(listener: (payload: T) => void) => {
      return (payload: T) => {
        if (!this.#closed) listener(payload);
      };
    };
    this.client.on('scan', () => {
      this.#scanning = true;
    });
    this.client.on('dong', () => {
      this.#answersDings = true;
    });
    this.client.on(
      'login',
      open(({ contactId }) => {
        onFirstLogin(contactId);
        heard.onLogin(contactId);
      }),
    );
    this.client.on(
      'logout',
      open(({ data }) => heard.onLogout(data ?? '')),
    );
    this.client.on(
      'message',
      open(({ messageId }) => heard.onMessage(messageId)),
    );
    this.client.on(
      'dirty',
      open(({ payloadType, payloadId }) => heard.onDirty(payloadType, payloadId)),
    );
    // This listener stays for good: what a dead client still complains about must not become an uncaught error.
    this.client.on('error', (payload) => {
      if (this.#closed) return;
      const code = errorCode(payload);
      // While opening, this is quicker than the failure of start(), which comes after a farewell of seconds.
      if (code === grpcCode.unavailable || code === grpcCode.unauthenticated) onRefused(payload);
      if (code === grpcCode.unavailable) this.#break(errorText(payload));
      else heard.onError(errorText(payload));
    });
  }

  #break(reason: string): void {
    if (this.#closed || this.#broken) return;
    this.#broken = true;
    this.#events.onBroken(reason);
  }

  async #diagnose(error: unknown): Promise<ConnectFailure['problem']> {
    const code = errorCode(error);
    if (code === grpcCode.unauthenticated) return 'wrong-token';
    if (/certificate|altname|self.signed|SSL|TLS/i.test(errorText(error))) return 'certificate';
    if ((await isPortOpen(this.#address.endpoint)) === false) return 'unreachable';
    if (this.#started || this.#scanning) return 'not-logged-in';
    return this.#address.endpoint && (await isPortOpen(this.#address.endpoint)) ? 'no-answer' : 'unreachable';
  }
}
