import type { Activities } from '#src/activities/activities.ts';
import type { Attendance } from '#src/activities/attendance.ts';
import type { OpenTitles } from '#src/activities/open-titles.ts';
import type { Outcomes } from '#src/activities/outcomes.ts';
import type { PostedLists } from '#src/activities/posted-lists.ts';
import type { RoomPosts } from '#src/activities/room-posts.ts';
import type { SeriesOfActivities } from '#src/activities/series.ts';
import type { SignUps } from '#src/activities/sign-ups.ts';
import type { Teams } from '#src/activities/teams.ts';
import type { Audit } from '#src/audit/audit.ts';
import type { Claims } from '#src/claims/claims.ts';
import type { EvidenceFolder } from '#src/claims/evidence-folder.ts';
import type { RecentPictures } from '#src/claims/recent-pictures.ts';
import type { ReviewLists } from '#src/claims/review-lists.ts';
import type { Evidence } from '#src/claims/schema.ts';
import type { AdminCodes } from '#src/community/admin-code.ts';
import type { Community } from '#src/community/community.ts';
import type { Rooms } from '#src/community/rooms.ts';
import type { Roster } from '#src/community/roster.ts';
import type { Resident, Room } from '#src/community/schema.ts';
import type { Honours } from '#src/honours/honours.ts';
import type { Leaderboard } from '#src/leaderboard/leaderboard.ts';
import type { ScoreLists } from '#src/leaderboard/score-lists.ts';
import type { Ledger } from '#src/ledger/ledger.ts';
import type { Numbers } from '#src/numbers.ts';
import type { ClosedPeriods } from '#src/publicity/closed-periods.ts';
import type { Objections } from '#src/publicity/objections.ts';
import type { Publicity } from '#src/publicity/publicity.ts';
import type { Reply } from '#src/replies/reply.ts';
import type { Panels } from '#src/review/panel.ts';
import type { CodeTries } from '#src/supermarket/code-tries.ts';
import type { Expiries } from '#src/supermarket/expiries.ts';
import type { Fund } from '#src/supermarket/fund.ts';
import type { Merchants } from '#src/supermarket/merchants.ts';
import type { ProductWords } from '#src/supermarket/product-words.ts';
import type { Redemptions } from '#src/supermarket/redemptions.ts';
import type { Redemption } from '#src/supermarket/schema.ts';
import type { Shelf } from '#src/supermarket/shelf.ts';
import type { Purses } from '#src/supermarket/spendable.ts';
import type { Wishes } from '#src/supermarket/wishes.ts';
import type { PendingQuestion } from '#src/understanding/context.ts';
import type { Role } from '#src/understanding/intent.ts';
import type { IntentName, IntentOf } from '#src/understanding/intents/index.ts';
import type { Conversation } from '#src/wechat/incoming-message.ts';

/** The capabilities that handlers can name. */
export interface Services {
  communities: ReadonlyMap<string, Community>;
  roster: Roster;
  rooms: Rooms;
  adminCodes: AdminCodes;
  numbers: Numbers;
  claims: Claims<Redemption>;
  lists: ReviewLists;
  panels: Panels;
  evidence: EvidenceFolder;
  pictures: RecentPictures;
  ledger: Ledger;
  leaderboard: Leaderboard;
  scoreLists: ScoreLists;
  publicity: Publicity;
  closedPeriods: ClosedPeriods;
  objections: Objections;
  honours: Honours;
  activities: Activities;
  signUps: SignUps;
  postedLists: PostedLists;
  attendance: Attendance;
  outcomes: Outcomes;
  series: SeriesOfActivities;
  teams: Teams;
  roomPosts: RoomPosts;
  openTitles: OpenTitles;
  shelf: Shelf;
  productWords: ProductWords;
  redemptions: Redemptions;
  expiries: Expiries;
  purses: Purses;
  wishes: Wishes;
  merchants: Merchants;
  codeTries: CodeTries;
  fund: Fund;
  audit: Audit;
  contacts: Contacts;
}

/** What a handler may ask WeChat itself. */
export interface Contacts {
  /** Everybody in a room, with their group nicknames; the bot left out. */
  members(roomId: string): Promise<{ contactId: string; name: string; alias?: string }[]>;
  roomTopic(roomId: string): Promise<string>;
}

/** One understood message, with who said it and where. */
export interface Request<N extends IntentName = IntentName> {
  intent: IntentOf<N>;
  community: Community;
  /** The bound group it was said in; absent in a direct chat or an unbound group. */
  room: Room | undefined;
  message: {
    id: string;
    account: string;
    conversation: Conversation;
    contactId: string;
    /** The name that the gateway shows for the sender. */
    senderName: string;
    /** Whether it was said to the bot: in a direct chat, by @mention, or as a quote of it. */
    addressed: boolean;
  };
  language: 'zh' | 'en';
  /** When it was received. */
  at: Date;
  /** True when the person has just confirmed that this is another one, not the same twice. */
  isAnother: boolean;
  /** Pictures that the sender posted just before, already kept on disk. */
  pictures: Evidence[];
  /** Why some of those pictures were not kept. */
  refusedPictures: ('type' | 'size' | 'count')[];
}

export interface AsksOther {
  conversation: Conversation;
  contactId: string;
  question: PendingQuestion;
}

/** What a handler answers: what to say, and perhaps a question whose answer is awaited. */
export interface Answer {
  replies: Reply[];
  asks?: PendingQuestion;
  /** Questions to other people that go with the replies; one that they have open already goes before. */
  asksOthers?: AsksOther[];
  /** Runs once the transaction has committed, for what lives in memory. */
  afterCommit?: () => Promise<void> | void;
}

/**
 * Whose affairs an intent may touch: those of one's own household, only those of others (nobody decides for their own
 * household), or both. An office that was given for one grid reaches no further, whatever stands here.
 */
export type Reach = 'own' | 'others' | 'all';

/** Who may say something, and how far it reaches. A resident is anybody with a household on the roster. */
export type Permission = Partial<Record<Role, Reach>> | 'anyone';

/** How an intent is dealt with, where it is not the usual way. */
export interface Manners {
  /**
   * Not for everybody's eyes: asked in a group it is answered privately; `outside-offices`: in the committee's and
   * the grid workers' rooms it is answered there.
   */
  discreet?: 'always' | 'outside-offices';
  /** Whoever stands in for a member may say it too. To everything else they are a resident like others. */
  forStandIns?: true;
}

/**
 * One thing that people can say, and what happens then. It returns replies as data: it never sends and never
 * catches. What the person can mend is thrown as a `Refusal`.
 *
 * `may` says who may: any one of the roles is enough. docs/roles.md is made from it.
 * `records` handlers run inside a transaction; `reads` handlers change nothing. What a `records` handler reads and
 * does not decide on, however much it is, it reads in `prepare`, before the transaction begins.
 */
export interface MessageHandler<N extends IntentName, S extends keyof Services, P = undefined>
  extends Manners {
  intent: N;
  may: Exclude<Permission, 'anyone'>;
  effect: 'reads' | 'records';
  prepare?(request: Request<N> & { sender: Resident }, services: Pick<Services, S>): Promise<P>;
  handle(
    request: Request<N> & { sender: Resident },
    services: Pick<Services, S>,
    prepared: P,
  ): Promise<Reply[] | Answer>;
}

/** A handler for everybody, people who have not registered among them. */
export interface OpenHandler<N extends IntentName, S extends keyof Services> extends Manners {
  intent: N;
  may: 'anyone';
  effect: 'reads' | 'records';
  handle(
    request: Request<N> & { sender: Resident | undefined },
    services: Pick<Services, S>,
  ): Promise<Reply[] | Answer>;
}

/** A handler as the pipeline sees it, whatever its intent. */
export interface AnyHandler extends Manners {
  intent: IntentName;
  may: Permission;
  effect: 'reads' | 'records';
  prepare?(request: Request & { sender: Resident | undefined }, services: Services): Promise<unknown>;
  handle(
    request: Request & { sender: Resident | undefined },
    services: Services,
    prepared?: unknown,
  ): Promise<Reply[] | Answer>;
}

/** Lets a handler join the table of all handlers. The pipeline has checked the intent and the sender before it calls. */
export function anyHandler<N extends IntentName, S extends keyof Services, P = undefined>(
  handler: MessageHandler<N, S, P> | OpenHandler<N, S>,
): AnyHandler {
  return handler as unknown as AnyHandler;
}
