import { MAX_PICTURES } from '#src/claims/claims.ts';
import type { Evidence } from '#src/claims/schema.ts';
import type { Clock } from '#src/clock.ts';
import type { Community } from '#src/community/community.ts';
import { holds } from '#src/community/roster.ts';
import type { Resident, Room } from '#src/community/schema.ts';
import type { Answer, AnyHandler, Request, Services } from '#src/handler.ts';
import type { Log } from '#src/log.ts';
import { causeId, causeOf, entriesFor } from '#src/outbox/entries.ts';
import type { Outbox } from '#src/outbox/outbox.ts';
import type { OutboxEntry } from '#src/outbox/schema.ts';
import { Refusal } from '#src/refusal.ts';
import { type Reply, reply } from '#src/replies/reply.ts';
import { isDuplicateId, type Store } from '#src/store/store.ts';
import { isPlainAnswer } from '#src/understanding/answers.ts';
import type { Language, PendingQuestion, Understanding, Why } from '#src/understanding/context.ts';
import type { Role } from '#src/understanding/intent.ts';
import type { Intent, IntentName } from '#src/understanding/intents/index.ts';
import type { IncomingMessage } from '#src/wechat/incoming-message.ts';
import { attachPicture } from './claims/attach-picture.ts';
import { proposeFromNickname } from './community/propose.ts';
import { isOverheard, saysNothingIsMeant } from './overheard.ts';
import type { Questions } from './questions.ts';
import { askFor } from './replies/ask-for.ts';
import type { SecondEar } from './second-ear.ts';
import { understandMessage } from './understand-message.ts';

/** How one message's journey ended. */
export type Exit =
  | 'chatter'
  | 'picture-noted'
  | 'picture-attached'
  | 'duplicate'
  | 'stale'
  | 'answered'
  | 'asked'
  | 'refused'
  | 'fault';

/** What a photo posted just before belongs to: a deed, a reason for points, the minutes of a meeting. */
const TAKES_PICTURES: ReadonlySet<IntentName> = new Set([
  'claim.report',
  'activity.close',
  'activity.summary',
  'points.award',
  'points.deduct',
  'inspection.record',
  'review.list',
]);
/** Longest message that is looked at, in characters; nobody types more into a chat. */
export const MAX_CHARACTERS = 4000;
/** What is said in a group that nobody bound yet, to bind it. */
const BINDS: ReadonlySet<IntentName> = new Set(['room.bind', 'merchant.contact']);
/** A #接龙 grows with its rows. */
const MAX_LIST_CHARACTERS = 20_000;
/** So many message ids are remembered to stop redeliveries early; the outbox stops the others. */
const REMEMBERED_IDS = 5000;
/** A question that was asked longer ago is not answered any more, in milliseconds. What changes something always is. */
const STALE_MS = 10 * 60_000;

export interface ReceiverParts {
  communities: ReadonlyMap<string, Community>;
  store: Store;
  services: Services;
  handlers: ReadonlyMap<IntentName, AnyHandler>;
  questions: Questions;
  outbox: Outbox;
  secondEar: SecondEar;
  clock: Clock;
  log: Log;
}

/** A message in its place: which community and group, and, once asked, who says it. */
interface Place {
  community: Community;
  room: Room | undefined;
}

/**
 * The journey of one chat message: guard, understand, authorise, handle, render, queue.
 *
 * Chatter ends at `understand` and costs no call to the store. Whatever a message changes, and the answer to it,
 * commit in one transaction; the answer's id is made from the message's, so a redelivered message changes nothing.
 */
export class MessageReceiver {
  readonly #parts: ReceiverParts;
  readonly #seen = new Set<string>();
  /** Messages of one person are handled one after the other; those of different people at the same time. */
  readonly #lanes = new Map<string, Promise<Exit>>();

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
  }

  /** Remembers what was answered before the last stop. */
  async start(): Promise<void> {
    const since = new Date(this.#parts.clock.now().getTime() - STALE_MS);
    for (const id of await this.#parts.outbox.idsSince(since)) this.#remember(causeOf(id));
  }

  /** Never rejects: a fault becomes one apology and a logged error. */
  receive(message: IncomingMessage): Promise<Exit> {
    const lane = `${message.conversation.id}|${message.sender.contactId}`;
    const before = this.#lanes.get(lane);
    const work = (before ? before.then(() => this.#journey(message)) : this.#journey(message)).finally(() => {
      if (this.#lanes.get(lane) === work) this.#lanes.delete(lane);
    });
    this.#lanes.set(lane, work);
    return work;
  }

  /** Resolves when nothing that has been received is still being handled. */
  async settled(): Promise<void> {
    while (this.#lanes.size > 0) await Promise.all(this.#lanes.values());
  }

  async #journey(message: IncomingMessage): Promise<Exit> {
    try {
      return await this.#receive(message);
    } catch (error) {
      this.#seen.delete(causeId(message));
      this.#parts.log.error({ err: error, messageId: message.id }, 'a message could not be handled');
      this.#answer(message, 'zh', [reply('fault', {})], 'apology');
      return 'fault';
    }
  }

  async #receive(message: IncomingMessage): Promise<Exit> {
    // ---- guard
    if (this.#seen.has(causeId(message))) return 'duplicate';
    const room =
      message.conversation.kind === 'room'
        ? this.#parts.services.rooms.byId(message.conversation.id)
        : undefined;
    if (message.kind === 'picture') return this.#picture(message, room);
    if (message.kind === 'other') return 'chatter';
    const limit = message.kind === 'solitaire' ? MAX_LIST_CHARACTERS : MAX_CHARACTERS;
    if (message.text.length > limit) return this.#tooLong(message);

    // ---- understand
    const senders =
      message.conversation.kind === 'direct'
        ? await this.#parts.services.roster.recentByContact(message.sender.contactId)
        : undefined;
    const community = this.#communityOf(room, senders);
    const place: Place = { community, room };
    const pending = this.#mayAnswer(message) ? this.#parts.questions.pending(message) : undefined;
    const understood = understandMessage(message, {
      ...place,
      pending,
      roles: senders && rolesOf(senders),
      words: {
        activities: this.#parts.services.openTitles.of(community.id),
        products: this.#parts.services.productWords.of(community.id),
      },
      now: this.#parts.clock.now(),
    });
    if (understood.kind === 'silence') return 'chatter';
    if (!room && message.conversation.kind === 'room' && !this.#worksUnbound(understood, message))
      return 'chatter';
    this.#remember(causeId(message));

    if (understood.kind === 'question') return this.#ask(message, understood, place, senders);
    return this.#act(message, understood, place, pending, senders);
  }

  async #act(
    message: IncomingMessage,
    { intent, why, language }: Extract<Understanding, { kind: 'intent' }>,
    place: Place,
    pending: PendingQuestion | undefined,
    senders: Resident[] | undefined,
  ): Promise<Exit> {
    if (intent.name === 'none') return this.#secondHearing(message, language, place);
    if (intent.name === 'decline' && pending) {
      return this.#record(message, language, async () => [
        reply('confirm.declined', { intent: pending.intent }),
      ]);
    }
    // A yes completes the draft: what comes back is the very intent that was asked about.
    const isAnother =
      pending?.missing === 'confirm' &&
      pending.draft.isAnother === true &&
      intent.name === pending.intent &&
      why.rule.endsWith('answer.confirm');
    if (intent.name === 'confirm' || intent.name === 'decline')
      return this.#answer(message, language, [reply('confirm.nothing', {})]);

    const handler = this.#parts.handlers.get(intent.name);
    if (!handler) return this.#answer(message, language, [reply('not-built', {})]);
    if (
      !place.room &&
      message.conversation.kind === 'room' &&
      handler.may !== 'anyone' &&
      !BINDS.has(intent.name)
    ) {
      return this.#answer(message, language, [reply('room-unbound', {})]);
    }

    // ---- authorise
    const spoken = await this.#speaker(message, handler, place, senders);
    place = spoken.place;
    const { sender } = spoken;
    const request = this.#request(message, intent, language, place, isAnother);
    if (!maySay(handler, sender)) {
      if (isOverheard(message, why, place.room)) return 'chatter';
      return sender
        ? this.#answer(message, language, [notAllowed(handler)])
        : this.#unregistered(message, request);
    }

    // ---- handle, render, queue
    return this.#handle(message, handler, await this.#withPictures({ ...request, sender }), why);
  }

  /** Who says something, and to which community; whoever only stands in is a resident to most handlers. */
  async #speaker(
    message: IncomingMessage,
    handler: AnyHandler,
    place: Place,
    senders: Resident[] | undefined,
  ): Promise<{ place: Place; sender: Resident | undefined }> {
    const { roster } = this.#parts.services;
    const isForOffices = handler.may !== 'anyone' && handler.may.resident === undefined;
    const known = isForOffices
      ? await roster.byContact(message.sender.contactId)
      : (senders ?? (await roster.recentByContact(message.sender.contactId)));
    const there =
      !place.room && message.conversation.kind === 'room' ? this.#placeOfAdmin(place, known) : place;
    const resident = known.find((one) => one.community === there.community.id);
    return { place: there, sender: resident && !handler.forStandIns ? withoutStandIns(resident) : resident };
  }

  async #handle(
    message: IncomingMessage,
    handler: AnyHandler,
    request: Request & { sender: Resident | undefined },
    why: Why,
  ): Promise<Exit> {
    try {
      if (handler.effect === 'reads') {
        const answer = asAnswer(await handler.handle(request, this.#parts.services));
        return this.#answer(message, request.language, discreetly(answer, handler, request).replies);
      }
      const prepared = await handler.prepare?.(request, this.#parts.services);
      return await this.#record(message, request.language, async () =>
        discreetly(asAnswer(await handler.handle(request, this.#parts.services, prepared)), handler, request),
      );
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (saysNothingIsMeant(error, why) && isOverheard(message, why, request.room)) return 'chatter';
      return this.#refuse(message, request.language, reply(error.key, error.params));
    }
  }

  /**
   * Runs work that changes something, and queues its replies, in one transaction. The question that the message
   * answered is struck out in it too, and one that is asked now written down.
   */
  async #record(
    message: IncomingMessage,
    language: Language,
    work: () => Promise<Reply[] | Answer>,
  ): Promise<Exit> {
    const { store, outbox, questions, clock, services } = this.#parts;
    const pending = questions.pending(message);
    let done: { answer: Answer; entries: OutboxEntry[] };
    try {
      done = await store.inTransaction(async () => {
        const answer = asAnswer(await work());
        const entries = entriesFor(message, language, answer.replies, clock.now());
        await outbox.queue(entries);
        if (answer.asks) await questions.write(message, answer.asks);
        else if (pending) await questions.strike(message);
        for (const other of othersAsked(answer))
          if (!questions.pending(other)) await questions.write(other, other.question);
        return { answer, entries };
      });
    } catch (error) {
      if (!isDuplicateId(error, outbox.collection)) throw error;
      // Another process was quicker; it may have asked something.
      await questions.reload(message);
      return 'duplicate';
    }
    // It is done: nothing that fails from here on may look as if it were not.
    const { answer, entries } = done;
    services.roster.committed();
    if (answer.asks) questions.remember(message, answer.asks);
    else questions.forget(message);
    for (const other of othersAsked(answer))
      if (!questions.pending(other)) questions.remember(other, other.question);
    outbox.push(entries);
    try {
      await answer.afterCommit?.();
    } catch (error) {
      this.#parts.log.error({ err: error, messageId: message.id }, 'what follows a commit failed');
    }
    return answer.asks ? 'asked' : 'answered';
  }

  /** Says what a question, or a word that changes nothing, is answered with. */
  #answer(
    message: IncomingMessage,
    language: Language,
    replies: Reply[],
    kind: 'answer' | 'apology' = 'answer',
  ): Exit {
    const { outbox, clock } = this.#parts;
    if (clock.now().getTime() - message.sentAt.getTime() > STALE_MS) return 'stale';
    outbox.answer(entriesFor(message, language, replies, clock.now(), kind));
    return 'answered';
  }

  /** Says why something was not done, once: the message may come again when what it asked for has long been done. */
  async #refuse(message: IncomingMessage, language: Language, refusal: Reply): Promise<Exit> {
    const { outbox, clock } = this.#parts;
    const entries = entriesFor(message, language, [refusal], clock.now());
    if (!(await outbox.queueRefusal(entries))) return 'duplicate';
    outbox.push(entries);
    return 'refused';
  }

  /** Asks for what is missing, of whoever may say the whole. */
  async #ask(
    message: IncomingMessage,
    { question, language, why }: Extract<Understanding, { kind: 'question' }>,
    place: Place,
    senders: Resident[] | undefined,
  ): Promise<Exit> {
    const handler = this.#parts.handlers.get(question.intent);
    const sender = handler && (await this.#speaker(message, handler, place, senders)).sender;
    if (handler && sender && !maySay(handler, sender))
      return isOverheard(message, why, place.room)
        ? 'chatter'
        : this.#answer(message, language, [notAllowed(handler)]);
    await this.#parts.questions.ask(message, question);
    this.#answer(message, language, [askFor(question, language, place.community, this.#parts.clock.now())]);
    return 'asked';
  }

  /** The bot was spoken to and the rules do not know: the language model may make a proposal, which the person confirms. */
  async #secondHearing(message: IncomingMessage, language: Language, place: Place): Promise<Exit> {
    const heard = await this.#parts.secondEar.hear(message.text, place.community, this.#parts.clock.now());
    if (heard.kind !== 'proposal')
      return this.#answer(message, language, [
        reply(heard.kind === 'unavailable' ? 'model.unavailable' : 'unknown', {}),
      ]);
    await this.#parts.questions.ask(message, {
      intent: heard.intent.name,
      missing: 'confirm',
      draft: { ...heard.intent },
    });
    this.#answer(message, language, [reply('model.proposal', heard.proposal)]);
    return 'asked';
  }

  /** Somebody who is on no roster: their group nickname may say who they are; a grid worker is asked to confirm it. */
  async #unregistered(message: IncomingMessage, request: Request): Promise<Exit> {
    return this.#record(message, request.language, async () => {
      const proposed = await proposeFromNickname(request, message.sender.alias, this.#parts.services);
      return proposed ?? [reply('not-registered', {})];
    });
  }

  async #picture(message: IncomingMessage, room: Room | undefined): Promise<Exit> {
    const { picture, conversation, sender } = message;
    if (!picture || (conversation.kind === 'room' && !room)) return 'chatter';
    const { services, clock } = this.#parts;
    const place = { conversation, contactId: sender.contactId };
    const ids = services.pictures.note(place, clock.now(), message.id, picture);
    if (ids.length === 0) return 'picture-noted';

    const waiting = await services.claims.waitingAmong(ids);
    if (waiting.length === 0) {
      // What it might have belonged to is decided or withdrawn: it may be for the next report.
      services.pictures.keepForNext(place, clock.now(), message.id, picture);
      return 'picture-noted';
    }
    this.#remember(causeId(message));
    const language = waiting[0]?.language ?? 'zh';
    const kept = await services.evidence.keep(await picture.bytes());
    if (typeof kept === 'string')
      return this.#answer(message, language, [reply('claim.evidence-refused', { why: kept })]);
    return this.#record(message, language, () => attachPicture(waiting, kept, services));
  }

  #request(
    message: IncomingMessage,
    intent: Intent,
    language: Language,
    { community, room }: Place,
    isAnother: boolean,
  ): Request {
    const at = this.#parts.clock.now();
    const said = {
      id: message.id,
      account: message.account,
      conversation: message.conversation,
      contactId: message.sender.contactId,
      senderName: message.sender.name,
      addressed: message.addressed !== null,
    };
    return {
      intent,
      community,
      room,
      message: said,
      language,
      at,
      isAnother,
      pictures: [],
      refusedPictures: [],
    };
  }

  /** Keeps the pictures that the sender of a report posted just before it, and says of which it could not. */
  async #withPictures<R extends Request>(request: R): Promise<R> {
    if (!TAKES_PICTURES.has(request.intent.name)) return request;
    const { evidence, pictures } = this.#parts.services;
    const before = pictures.before(request.message, request.at);
    const kept: Evidence[] = [];
    const refused: Request['refusedPictures'] = before.length > MAX_PICTURES ? ['count'] : [];
    for (const picture of before.slice(-MAX_PICTURES)) {
      const result = await evidence.keep(await picture.bytes());
      if (typeof result === 'string') refused.push(result);
      else kept.push(result);
    }
    return { ...request, pictures: kept, refusedPictures: refused };
  }

  #communityOf(room: Room | undefined, senders: Resident[] | undefined): Community {
    const { communities } = this.#parts;
    const named = communities.get(room?.community ?? senders?.[0]?.community ?? '');
    const [first] = communities.values();
    const community = named ?? first;
    if (!community) throw new Error('no community is configured');
    return community;
  }

  /** A group that nobody bound yet belongs to the community that whoever binds it is an admin of. */
  #placeOfAdmin(place: Place, known: Resident[]): Place {
    const admin = known.find((resident) => holds(resident, 'admin'));
    const community = this.#parts.communities.get(admin?.community ?? '');
    return community ? { ...place, community } : place;
  }

  /** In a group that nobody bound, the bot listens only when spoken to, and for the words that bind it. */
  #worksUnbound(understood: Understanding, message: IncomingMessage): boolean {
    return message.addressed !== null || (understood.kind === 'intent' && BINDS.has(understood.intent.name));
  }

  /**
   * Whether what is said may answer a question. In a group a passing 好 is said to somebody else: there a yes has to
   * be a plain one, or said to the bot.
   */
  #mayAnswer(message: IncomingMessage): boolean {
    if (message.addressed !== null || this.#parts.questions.pending(message)?.missing !== 'confirm')
      return true;
    return isPlainAnswer(message.text);
  }

  #remember(id: string): void {
    this.#seen.add(id);
    for (const oldest of this.#seen) {
      if (this.#seen.size <= REMEMBERED_IDS) break;
      this.#seen.delete(oldest);
    }
  }

  #tooLong(message: IncomingMessage): Exit {
    if (message.addressed === null) return 'chatter';
    this.#remember(causeId(message));
    return this.#answer(message, 'zh', [reply('too-long', { limit: MAX_CHARACTERS })]);
  }
}

function maySay({ may }: AnyHandler, sender: Resident | undefined): boolean {
  if (may === 'anyone') return true;
  return sender !== undefined && (Object.keys(may) as Role[]).some((role) => holds(sender, role));
}

function notAllowed({ may }: AnyHandler): Reply {
  const roles = Object.keys(may) as Role[];
  return roles.includes('resident') ? reply('not-resident', {}) : reply('not-allowed', { roles });
}

/** Everything that somebody may do in a direct chat. */
function rolesOf(senders: Resident[]): Role[] {
  return ['resident', ...senders.flatMap(({ grants }) => grants.map(({ role }) => role))];
}

/** What is not for everybody's eyes goes to the asker alone, and the room hears that it did. */
function discreetly(answer: Answer, { discreet }: AnyHandler, { message, room, language }: Request): Answer {
  const { account, contactId, conversation } = message;
  const isOffice = room?.purpose === 'committee' || room?.purpose === 'grid-workers';
  const mayStay = !discreet || conversation.kind === 'direct' || (isOffice && discreet === 'outside-offices');
  if (mayStay || answer.replies.every(({ to }) => to)) return answer;
  const to = { account, conversation: { kind: 'direct' as const, id: contactId }, language };
  return {
    ...answer,
    replies: [reply('sent-privately', {}), ...answer.replies.map((one) => ({ to, ...one }))],
  };
}

/** Somebody without what they may decide for others who are away. */
function withoutStandIns(resident: Resident): Resident {
  const grants = resident.grants.filter(({ standsFor }) => standsFor === undefined);
  return grants.length === resident.grants.length ? resident : { ...resident, grants };
}

/** Those whom an answer asks besides the sender, each in their place. */
function othersAsked({ asksOthers = [] }: Answer) {
  return asksOthers.map(({ contactId, ...other }) => ({ ...other, sender: { contactId } }));
}

function asAnswer(result: Reply[] | Answer): Answer {
  return Array.isArray(result) ? { replies: result } : result;
}
