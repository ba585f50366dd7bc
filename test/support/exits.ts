import type { Exit } from '#src/receive-message.ts';

/** Which messages the bot has been told of, and how each journey ended. */
export class Exits {
  readonly #known = new Map<string, PromiseWithResolvers<Exit>>();

  note(id: string, exit: Promise<Exit>): void {
    exit.then((how) => this.#slot(id).resolve(how));
  }

  of(id: string): Promise<Exit> {
    return this.#slot(id).promise;
  }

  forget(id: string): void {
    this.#known.delete(id);
  }

  #slot(id: string): PromiseWithResolvers<Exit> {
    let slot = this.#known.get(id);
    if (!slot) {
      slot = Promise.withResolvers<Exit>();
      this.#known.set(id, slot);
    }
    return slot;
  }
}
