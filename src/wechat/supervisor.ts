import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectionState, ConnectOptions } from './connection.ts';
import { ConnectFailure, NotConnected } from './errors.ts';
import { errorText } from './grpc-error.ts';
import type { Link, LinkEvents } from './link.ts';
import { isPortOpen } from './probe-port.ts';

/** How patient the supervision is. */
export interface Pace {
  /** How long `start()` waits for the account. */
  loginTimeoutMs: number;
  /** How long each later attempt waits for it. */
  relinkTimeoutMs: number;
  dingIntervalMs: number;
  dongTimeoutMs: number;
  /** How often a closed port is tried. */
  probeIntervalMs: number;
  /** Failed attempts in a row, with the port open, after which a fresh process is the better cure. */
  maxAttempts: number;
}

const defaultPace: Pace = {
  loginTimeoutMs: 15_000,
  relinkTimeoutMs: 5_000,
  dingIntervalMs: 5_000,
  dongTimeoutMs: 5_000,
  probeIntervalMs: 100,
  maxAttempts: 20,
};

const maxBackoffMs = 5_000;

export interface SupervisorOptions {
  endpoint: string | undefined;
  log: ConnectOptions['log'];
  pace: Partial<Pace>;
  onState(state: ConnectionState): void;
  onExhausted(): void;
  createLink(events: LinkEvents & { pending: string[] }): Link;
}

/**
 * Keeps a link to the gateway. Upstream does not: after the gateway went away it stays deaf and says nothing. So the
 * gateway is dinged every few seconds; when no sign of life comes back, or the stream breaks, the port is tried until
 * it opens, and a new link is made and believed only once it has brought a fresh login.
 */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #pace: Pace;
  readonly #stopping = new AbortController();
  #state: ConnectionState = 'starting';
  #link: Link | undefined;
  #mending = false;
  #account: Link['account'] | undefined;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#pace = { ...defaultPace, ...options.pace };
  }

  get state(): ConnectionState {
    return this.#state;
  }

  get link(): Link {
    if (!this.#link) throw new NotConnected('the connection was not started');
    return this.#link;
  }

  /** The bot's own account as of the last login. @throws {NotConnected} before the first. */
  get account(): Link['account'] {
    if (!this.#account) throw new NotConnected('not logged in yet');
    return this.#account;
  }

  /**
   * Resolves on login. A gateway that is not there yet is waited for until `loginTimeoutMs` have passed.
   * @throws {ConnectFailure}
   */
  async start(): Promise<void> {
    this.#setState('starting');
    const giveUpAt = performance.now() + this.#pace.loginTimeoutMs;
    for (;;) {
      const link = this.#createLink([]);
      try {
        await link.open(giveUpAt - performance.now());
        return this.#watch(link);
      } catch (error) {
        link.close();
        const comesLate = error instanceof ConnectFailure && error.problem === 'unreachable';
        if (!comesLate || performance.now() + this.#pace.probeIntervalMs > giveUpAt) {
          await this.stop();
          throw error;
        }
      }
      await this.#wait(this.#pace.probeIntervalMs);
      if (this.#stopping.signal.aborted) throw new NotConnected('the connection was stopped while starting');
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#link?.close();
    this.#setState('stopped');
  }

  #createLink(pending: string[]): Link {
    const link = this.#options.createLink({
      pending,
      onBroken: (reason) => this.#lost(link, reason),
      onLogin: () => this.#isCurrent(link) && this.#setState('connected'),
      onLogout: (reason) => this.#loggedOut(link, reason),
    });
    this.#link = link;
    return link;
  }

  #isCurrent(link: Link): boolean {
    return this.#link === link && !this.#stopping.signal.aborted;
  }

  #setState(state: ConnectionState): void {
    if (state === this.#state && state !== 'starting') return;
    this.#state = state;
    this.#options.onState(state);
  }

  /** The link stays: the account may be logged in again at the gateway. */
  #loggedOut(link: Link, reason: string): void {
    if (!this.#isCurrent(link) || this.#state !== 'connected') return;
    this.#options.log.error(
      { reason },
      'the WeChat account was logged out at the gateway: log it in there again',
    );
    this.#setState('reconnecting');
  }

  #watch(link: Link): void {
    this.#account = link.account;
    this.#setState('connected');
    this.#keepDinging(link).catch((error) => this.#lost(link, errorText(error)));
  }

  async #keepDinging(link: Link): Promise<void> {
    while (this.#isCurrent(link)) {
      const alive = await link.isAlive(this.#pace.dongTimeoutMs);
      if (!alive) return this.#lost(link, 'the gateway does not answer');
      await this.#wait(this.#pace.dingIntervalMs);
    }
  }

  #lost(link: Link, reason: string): void {
    // A link that breaks while it is being opened fails there.
    if (!this.#isCurrent(link) || this.#mending || this.#state === 'starting') return;
    this.#options.log.warn({ reason }, 'the connection to the WeChat gateway is lost');
    this.#setState('reconnecting');
    this.#mending = true;
    this.#mend(link)
      .catch((error) => this.#options.log.error({ err: error }, 'reconnecting failed'))
      .finally(() => {
        this.#mending = false;
      });
  }
  async #mend(broken: Link): Promise<void> {
    let pending = broken.close();
    for (let attempt = 1; !this.#stopping.signal.aborted; attempt += 1) {
      await this.#portOpens();
      if (this.#stopping.signal.aborted) return;
      const link = this.#createLink(pending);
      try {
        await link.open(this.#pace.relinkTimeoutMs);
        if (!this.#isCurrent(link)) return;
        this.#mending = false;
        this.#options.log.info({ attempt }, 'connected to the WeChat gateway again');
        return this.#watch(link);
      } catch (error) {
        pending = link.close();
        this.#options.log.warn({ attempt, reason: errorText(error) }, 'reconnecting did not work yet');
      }
      if (attempt === this.#pace.maxAttempts) this.#options.onExhausted();
      await this.#wait(Math.min(this.#pace.probeIntervalMs * 2 ** Math.min(attempt, 10), maxBackoffMs));
    }
  }

  async #portOpens(): Promise<void> {
    while (!this.#stopping.signal.aborted && (await isPortOpen(this.#options.endpoint)) === false) {
      await this.#wait(this.#pace.probeIntervalMs);
    }
  }

  /** Waits, or returns early when the connection is stopped. */
  async #wait(ms: number): Promise<void> {
    const { signal } = this.#stopping;
    if (signal.aborted) return;
    await sleep(ms, undefined, { signal }).catch((error) => {
      if (!signal.aborted) throw error;
    });
  }
}
