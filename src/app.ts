import { messageHandlers } from '#handlers/messages/index.ts';
import { scheduledPosts } from '#handlers/schedules/index.ts';
import { Activities } from '#src/activities/activities.ts';
import { Attendance } from '#src/activities/attendance.ts';
import { OpenTitles } from '#src/activities/open-titles.ts';
import { Outcomes } from '#src/activities/outcomes.ts';
import { PostedLists } from '#src/activities/posted-lists.ts';
import { RoomPosts } from '#src/activities/room-posts.ts';
import { activityModels } from '#src/activities/schema.ts';
import { SeriesOfActivities } from '#src/activities/series.ts';
import { SignUps } from '#src/activities/sign-ups.ts';
import { Teams } from '#src/activities/teams.ts';
import { Audit } from '#src/audit/audit.ts';
import { type AuditModels, auditModels } from '#src/audit/schema.ts';
import { Caps } from '#src/claims/caps.ts';
import { Claims } from '#src/claims/claims.ts';
import { EvidenceFolder } from '#src/claims/evidence-folder.ts';
import { RecentPictures } from '#src/claims/recent-pictures.ts';
import { ReviewLists } from '#src/claims/review-lists.ts';
import { claimModel } from '#src/claims/schema.ts';
import type { Clock } from '#src/clock.ts';
import { AdminCodes } from '#src/community/admin-code.ts';
import type { Community } from '#src/community/community.ts';
import { Rooms } from '#src/community/rooms.ts';
import { Roster } from '#src/community/roster.ts';
import { communityModels } from '#src/community/schema.ts';
import type { Config } from '#src/config.ts';
import type { Contacts, Services } from '#src/handler.ts';
import { Honours } from '#src/honours/honours.ts';
import { Leaderboard } from '#src/leaderboard/leaderboard.ts';
import { ScoreLists } from '#src/leaderboard/score-lists.ts';
import { Ledger } from '#src/ledger/ledger.ts';
import { type LedgerModels, ledgerModels } from '#src/ledger/schema.ts';
import type { Log } from '#src/log.ts';
import { Numbers } from '#src/numbers.ts';
import { Outbox, type Transport } from '#src/outbox/outbox.ts';
import type { Pace } from '#src/outbox/pace.ts';
import { outboxModels } from '#src/outbox/schema.ts';
import { AttachmentFiles } from '#src/pictures/attachment-files.ts';
import { ClosedPeriods } from '#src/publicity/closed-periods.ts';
import { Objections } from '#src/publicity/objections.ts';
import { Publicity } from '#src/publicity/publicity.ts';
import { publicityModels } from '#src/publicity/schema.ts';
import { Questions } from '#src/questions.ts';
import { MessageReceiver } from '#src/receive-message.ts';
import { Panels } from '#src/review/panel.ts';
import { PublishedVersions, type WhenChanged } from '#src/rulebook/published-versions.ts';
import { ScheduleRunner } from '#src/schedule/run-schedule.ts';
import { secondEarFrom } from '#src/second-ear.ts';
import { ensureIndexes } from '#src/store/ensure-indexes.ts';
import type { Store } from '#src/store/store.ts';
import { CodeTries } from '#src/supermarket/code-tries.ts';
import { Expiries } from '#src/supermarket/expiries.ts';
import { Fund } from '#src/supermarket/fund.ts';
import { Merchants } from '#src/supermarket/merchants.ts';
import { ProductWords } from '#src/supermarket/product-words.ts';
import { Redemptions } from '#src/supermarket/redemptions.ts';
import { type SupermarketModels, supermarketModels } from '#src/supermarket/schema.ts';
import { Shelf } from '#src/supermarket/shelf.ts';
import { Purses } from '#src/supermarket/spendable.ts';
import { Wishes } from '#src/supermarket/wishes.ts';
import type { WeChatConnection } from '#src/wechat/connection.ts';

/** A photo that came so long before a start may still belong to a report. */
const PICTURE_WINDOW_MS = 5 * 60_000;

export interface AppParts {
  store: Store;
  communities: ReadonlyMap<string, Community>;
  evidenceFolder: string;
  contacts: Contacts;
  model: Config['model'];
  pace: Pace;
  clock: Clock;
  log: Log;
  /** What to do when a version of the regulation that is in force was changed; refuse unless told otherwise. */
  whenRulesChange?: WhenChanged | undefined;
}

/** The bot between the store and WeChat: every capability, wired once. */
export interface App {
  services: Services;
  receiver: MessageReceiver;
  outbox: Outbox;
  files: AttachmentFiles;
  schedule: ScheduleRunner;
  /** For checks that look at the data itself. */
  models: { ledger: LedgerModels; audit: AuditModels; market: SupermarketModels };
  /** Makes indexes and reads what lives in memory. Call once, before the first message. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function createApp({
  store,
  communities,
  evidenceFolder,
  contacts,
  model,
  pace,
  clock,
  log,
  whenRulesChange,
}: AppParts): App {
  const { connection } = store;
  const published = new PublishedVersions(connection);
  const community = communityModels(connection);
  const ledgerModel = ledgerModels(connection);
  const auditModel = auditModels(connection);

  const numbers = new Numbers(connection);
  const ledger = new Ledger(ledgerModel);
  const roster = new Roster(community, clock);
  const panels = new Panels(roster);
  const posted = publicityModels(connection);
  const publicity = new Publicity(posted, ledger, community);
  const closedPeriods = new ClosedPeriods(posted);
  const claims = new Claims({
    model: claimModel(connection),
    numbers,
    ledger,
    panels,
    caps: new Caps(connection),
    callOff: (...what) => redemptions.callOff(...what),
    countsAt: ({ community, grid }, original, now) => closedPeriods.countsAt(community, grid, original, now),
  });
  const activityModel = activityModels(connection);
  const activities = new Activities(activityModel, numbers);
  const market = supermarketModels(connection);
  const shelf = new Shelf(market);
  const expiries = new Expiries(connection, ledger);
  const redemptions = new Redemptions(market, { shelf, ledger, numbers, expiries });
  const objections = new Objections(posted, numbers, ledger);
  const services: Services = {
    communities,
    roster,
    rooms: new Rooms(community),
    adminCodes: new AdminCodes(community, clock),
    numbers,
    claims,
    lists: new ReviewLists(connection, numbers, claims),
    panels,
    evidence: new EvidenceFolder(evidenceFolder),
    pictures: new RecentPictures(),
    ledger,
    leaderboard: new Leaderboard(ledgerModel, community),
    scoreLists: new ScoreLists(ledgerModel, community),
    publicity,
    closedPeriods,
    objections,
    honours: new Honours(ledgerModel, community, publicity),
    activities,
    signUps: new SignUps(activityModel),
    postedLists: new PostedLists(activityModel),
    attendance: new Attendance(activityModel),
    outcomes: new Outcomes(activityModel, roster),
    series: new SeriesOfActivities(activityModel),
    teams: new Teams(activityModel),
    roomPosts: new RoomPosts(activityModel),
    openTitles: new OpenTitles(activities, [...communities.keys()], () => clock.now()),
    shelf,
    productWords: new ProductWords(shelf, [...communities.keys()]),
    redemptions,
    expiries,
    purses: new Purses(ledger, closedPeriods, objections),
    wishes: new Wishes(market),
    merchants: new Merchants(market),
    codeTries: new CodeTries(market),
    fund: new Fund(market),
    audit: new Audit(auditModel),
    contacts,
  };
  const files = new AttachmentFiles({ evidence: services.evidence });
  const outbox = new Outbox({ models: outboxModels(connection), clock, pace, log });
  const questions = new Questions(connection, clock);
  const receiver = new MessageReceiver({
    communities,
    store,
    services,
    handlers: messageHandlers,
    questions,
    outbox,
    secondEar: secondEarFrom(model, { roster: services.roster, clock, log }),
    clock,
    log,
  });
  const schedule = new ScheduleRunner({
    connection,
    store,
    communities,
    posts: scheduledPosts,
    services,
    outbox,
    clock,
    log,
    betweenGroupsMs: pace.betweenGroupsMs,
  });

  return {
    services,
    receiver,
    outbox,
    files,
    schedule,
    models: { ledger: ledgerModel, audit: auditModel, market },
    async start() {
      await ensureIndexes(connection);
      for (const { id, rulebooks, archive } of communities.values())
        archive.splice(
          0,
          archive.length,
          ...(await published.keep(id, rulebooks, clock.now(), whenRulesChange, await claims.versionsIn(id))),
        );
      await services.rooms.start((error) => log.warn({ err: error }, 'rooms: could not be read again'));
      await services.openTitles.start((error) =>
        log.warn({ err: error }, 'activities: titles could not be read again'),
      );
      await services.productWords.start((error) =>
        log.warn({ err: error }, 'supermarket: products could not be read again'),
      );
      await questions.start();
      await receiver.start();
      const since = new Date(clock.now().getTime() - PICTURE_WINDOW_MS);
      for (const claim of await services.claims.reportedSince(since)) {
        services.pictures.reported(claim, claim.reportedAt, [claim._id]);
      }
    },
    async stop() {
      services.rooms.stop();
      services.productWords.stop();
      services.openTitles.stop();
      await receiver.settled();
      await outbox.stop();
      await files.stop();
    },
  };
}

/** The outbox's way out: through the connection to WeChat, with attachments made on the way. */
export function transportOver(connection: WeChatConnection, files: AttachmentFiles): Transport {
  return {
    get ready() {
      return connection.state === 'connected';
    },
    async sendText(conversation, text, { mentions }) {
      await connection.sendText(conversation, text, { mentions });
    },
    async sendAttachment(conversation, attachment) {
      await connection.sendFile(conversation, await files.make(attachment));
    },
  };
}

/** What handlers may ask WeChat: through the connection, the bot itself left out. */
export function contactsOver(connection: () => WeChatConnection): Contacts {
  return {
    async members(roomId) {
      const own = connection().account.id;
      const members = await connection().members(roomId);
      return members.filter(({ contactId }) => contactId !== own);
    },
    async roomTopic(roomId) {
      const rooms = await connection().rooms();
      return rooms.find(({ id }) => id === roomId)?.topic ?? '';
    },
  };
}
