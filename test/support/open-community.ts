import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Bot, openBot } from '#src/bot.ts';
import { type Community, readCommunity } from '#src/community/community.ts';
import type { Config } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import { NO_PACE, type Pace } from '#src/outbox/pace.ts';
import { seedPractice } from '#src/practice/seed.ts';
import { readWorldFile, type WorldFile } from '#src/practice/world-file.ts';
import type { Exit } from '#src/receive-message.ts';
import { createPracticeServer, type PracticeServer } from '#src/wechat/practice/practice-server.ts';
import { Exits } from './exits.ts';
import { ManualClock } from './manual-clock.ts';

export interface CommunityOptions {
  /** The community's wall clock, e.g. `2025-11-12T10:30+08:00` (a Wednesday). */
  now?: string;
  pace?: Pace;
  change?: (community: Community) => Community;
  world?: (world: WorldFile) => WorldFile;
  /** The language model to ask; none unless given. */
  model?: Config['model'];
  /** Nobody on the roster and no group bound, as on a first real start. */
  empty?: boolean;
}

/** Somebody in one conversation. What they do resolves to what the bot says there because of it; `[]` is silence. */
export interface Speaker {
  says(
    text: string,
    options?: { mentionsBot?: boolean; mentions?: string[]; id?: string },
  ): Promise<string[]>;
  /** Quotes the last message of the bot that contains these words. */
  quotes(words: string, text: string): Promise<string[]>;
  postsPicture(picture: Buffer): Promise<string[]>;
  postsSolitaire(text: string): Promise<string[]>;
}

export interface OpenCommunity {
  clock: ManualClock;
  gateway: PracticeServer;
  bot(): Bot;
  /** The adminstrator's code, when the community was opened empty. */
  adminCode: string;
  /** A person of the demo community by name, in a group by topic, or in the chat with the bot. */
  person(name: string, where: string): Speaker;
  /** Everything that the bot has said in a group, or to a person (`direct:张三`). */
  heard(where: string): string[];
  /** How the journey of a message ended. */
  exitOf(messageId: string): Promise<Exit>;
  /** The bot is told of a message again; what it then says there. */
  redeliver(messageId: string, where: string): Promise<string[]>;
  /** The last message of a person in a group. */
  lastMessageId(name: string, where: string): string;
  /** Says what fell due and posts what is scheduled, at the time the clock shows now. */
  passTime(): Promise<void>;
  /** Stops the bot and starts it again on the same store. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const WORLD = 'samples/guihuali/practice.yaml';
const COMMUNITY = 'samples/guihuali/community.yaml';

/**
 * Opens the demo community for a scenario: the real bot over real gRPC on the practice gateway, the real store in a
 * folder of its own, and a clock that stands still. Closed by itself when the test ends.
 */
export async function openCommunity(options: CommunityOptions = {}): Promise<OpenCommunity> {
  const clock = new ManualClock(options.now ?? '2025-11-12T10:30+08:00');
  const folder = await mkdtemp(join(tmpdir(), 'xiaoji-'));
  const read = { ...readWorldFile(WORLD), chat: [], history: [], goods: [] };
  const world = options.world?.(read) ?? read;
  const community = options.change?.(readCommunity(COMMUNITY)) ?? readCommunity(COMMUNITY);
  const gateway = await createPracticeServer({
    world,
    clock,
    token: `insecure_${randomUUID()}`,
    grpcPort: 0,
  });
  const exits = new Exits();
  let adminCode = '';

  const open = () =>
    openBot({
      address: { token: gateway.token, endpoint: gateway.endpoint },
      communities: new Map([[community.id, community]]),
      folder,
      database: 'xiaoji-test',
      pace: options.pace ?? NO_PACE,
      model: options.model,
      clock,
      log: createLog(process.env.TEST_LOG ?? 'silent'),
      onExhausted: () => undefined,
      everyMinute: false,
      observe: (message, exit) => exits.note(message.id, exit),
      async prepare(app, store) {
        if (options.empty) {
          if (!(await app.services.roster.hasAdmin(community.id)))
            adminCode = await app.services.adminCodes.issue(community.id);
        } else await seedPractice(world, { app, store, community, now: clock.now() });
      },
    });
  let bot = await open();

  const conversationOf = (where: string) => {
    if (where.startsWith('direct:')) return `direct:${idOf(where.slice('direct:'.length))}`;
    const room = world.rooms.find(({ topic, id }) => topic === where || id === where);
    if (!room) throw new Error(`no group is called ${where}`);
    return room.id;
  };
  const idOf = (name: string) => {
    const person = world.people.find((one) => one.name === name || one.id === name);
    if (!person) throw new Error(`nobody is called ${name}`);
    return person.id;
  };
  /** Clients write an @mention as the group nickname and a narrow space. */
  const asTyped = (text: string, conversation: string, mentions: string[]) =>
    mentions.reduce((typed, name) => {
      const alias = world.rooms.find(({ id }) => id === conversation)?.members[idOf(name)] ?? name;
      return typed.replace(`@${name}`, `@${alias}\u2005`);
    }, text);
  const heard = (where: string) =>
    gateway
      .messages(conversationOf(where))
      .filter(({ senderId }) => senderId === world.bot.id)
      .map(({ kind, text }) => (kind === 'picture' ? '[图片]' : text));
  const answersTo = async (where: string, act: () => string) => {
    const before = heard(where).length;
    await exits.of(act());
    await bot.settled();
    return heard(where).slice(before);
  };
  let closed = false;

  const opened: OpenCommunity = {
    clock,
    gateway,
    bot: () => bot,
    adminCode,
    heard,
    person(name, where) {
      const as = idOf(name);
      const conversation = where === 'direct' ? `direct:${as}` : conversationOf(where);
      const said = where === 'direct' ? `direct:${name}` : where;
      const say = (message: Parameters<PracticeServer['say']>[0], id?: string) =>
        answersTo(said, () => gateway.say(message, id ? { id } : {}).id);
      return {
        says: (text, { mentionsBot, mentions = [], id } = {}) => {
          const mentionIds = [...(mentionsBot ? [world.bot.id] : []), ...mentions.map(idOf)];
          const words = `${mentionsBot ? `@${world.bot.name}\u2005` : ''}${asTyped(text, conversation, mentions)}`;
          return say({ as, conversation, kind: 'text', text: words, mentionIds }, id);
        },
        quotes(words, text) {
          const card = gateway
            .messages(conversation)
            .findLast((message) => message.senderId === world.bot.id && message.text.includes(words));
          if (!card) throw new Error(`the bot has said nothing with “${words}” there`);
          return say({ as, conversation, kind: 'text', text, quoteId: card.id });
        },
        postsPicture: (picture) =>
          say({
            as,
            conversation,
            kind: 'picture',
            picture: { name: 'photo.png', base64: picture.toString('base64') },
          }),
        postsSolitaire: (text) => say({ as, conversation, kind: 'solitaire', text }),
      };
    },
    exitOf: (id) => exits.of(id),
    redeliver: (id, where) =>
      answersTo(where, () => {
        exits.forget(id);
        gateway.redeliver(id);
        return id;
      }),
    lastMessageId(name, where) {
      const message = gateway
        .messages(conversationOf(where))
        .findLast(({ senderId }) => senderId === idOf(name));
      if (!message) throw new Error(`${name} has said nothing there`);
      return message.id;
    },
    async passTime() {
      await bot.app.schedule.runDue();
      await bot.app.outbox.poll();
      await bot.settled();
    },
    async restart() {
      await bot.close();
      bot = await open();
      await bot.settled();
    },
    async close() {
      if (closed) return;
      closed = true;
      await bot.close();
      await gateway.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  opened.adminCode = adminCode;
  onTestFinished(() => opened.close());
  return opened;
}
