import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Caps } from '#src/claims/caps.ts';
import { Claims } from '#src/claims/claims.ts';
import type { Verdict } from '#src/claims/decide.ts';
import { claimModel } from '#src/claims/schema.ts';
import { type Community, readCommunity } from '#src/community/community.ts';
import { Roster } from '#src/community/roster.ts';
import { communityModels, type Resident } from '#src/community/schema.ts';
import { account, Ledger } from '#src/ledger/ledger.ts';
import { ledgerModels } from '#src/ledger/schema.ts';
import { verifyLedger } from '#src/ledger/verify.ts';
import { Numbers } from '#src/numbers.ts';
import { Refusal } from '#src/refusal.ts';
import { Panels } from '#src/review/panel.ts';
import { itemOf } from '#src/rulebook/rulebook.ts';
import { openStore, type Store } from '#src/store/store.ts';
import { withRules } from '#test/support/rulebooks.ts';

/** A day on which volunteering is capped at 50 points a household, and takes two bodies with a member in common. */
const DAY = '2025-11-12';
const NOW = new Date(`${DAY}T04:00:00Z`);
const CAP = 50;
const TIMES = 2;
const STAGE = {
  rejections: 1,
  adjust: true,
  overdue: 'remind' as const,
  samePeople: false,
  meeting: false,
};
const community: Community = withRules(readCommunity('samples/guihuali/community.yaml'), ({ items }) => ({
  items: items.map((item) => {
    if (item.id === 'volunteer') return { ...item, caps: [{ for: 'household', every: 'day', points: CAP }] };
    if (item.id === 'waste-sorting')
      return { ...item, caps: [{ for: 'household', every: 'day', times: TIMES }] };
    return item;
  }),
  caps: [],
  bodies: [
    { id: 'panel', name: { zh: '评议组', en: 'panel' }, role: 'committee', appointed: false },
    { id: 'stewards', name: { zh: '网格员', en: 'stewards' }, role: 'grid-worker', appointed: false },
  ],
  chains: [
    {
      id: 'two-steps',
      stages: [
        { ...STAGE, body: 'stewards', agree: 1 },
        { ...STAGE, body: 'panel', agree: 2 },
      ],
    },
  ],
}));
const [book] = community.rulebooks;

let folder: string;
let store: Store;
let claims: Claims;
let people: Record<'doer' | 'steward' | 'kin' | 'first' | 'second' | 'third', Resident>;
let models: ReturnType<typeof modelsOf>;

const modelsOf = ({ connection }: Store) => ({
  claims: claimModel(connection),
  ledger: ledgerModels(connection),
  community: communityModels(connection),
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xiaoji-claims-'));
  store = await openStore({ folder, database: 'xiaoji-test' });
  models = modelsOf(store);
  const { connection } = store;
  const roster = new Roster(models.community, { now: () => NOW });
  claims = new Claims({
    model: models.claims,
    numbers: new Numbers(connection),
    ledger: new Ledger(models.ledger),
    panels: new Panels(roster),
    caps: new Caps(connection),
    countsAt: async (_, original) => original,
    callOff: async () => [],
  });
  await Promise.all(Object.values(connection.models).map((model) => model.createIndexes()));
  const join_ = async (name: string, address: string, ...roles: ('committee' | 'grid-worker')[]) => {
    const resident = await roster.join(community, { name, address, contactId: name, at: NOW });
    for (const role of roles) await roster.grant(resident, { role });
    return (await roster.byId(resident._id)) ?? resident;
  };
  people = {
    doer: await join_('张三', '3-2-501'),
    kin: await join_('王芳', '3-2-501', 'committee', 'grid-worker'),
    steward: await join_('孙丽', '1-2-201', 'grid-worker'),
    first: await join_('赵敏', '1-1-301', 'committee'),
    second: await join_('周建国', '2-3-402', 'committee'),
    third: await join_('钱伟', '2-1-101', 'committee', 'grid-worker'),
  };
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function startOver(): Promise<void> {
  for (const model of Object.values(store.connection.models))
    if (!['Resident', 'Household'].includes(model.modelName)) await model.deleteMany();
}

/** What can be claimed here: hours under a points cap, times under a times cap, and a deduction. */
type Deed =
  | { item: 'volunteer'; minutes: number; points: number }
  | { item: 'waste-sorting'; quantity: number; points: number }
  | { item: ''; quantity: 1; points: number };
const report = (deed: Deed, messageId: string) =>
  store.inTransaction(() =>
    claims.report(
      {
        community: community.id,
        household: 'guihuali/3-2-501',
        address: '3-2-501',
        grid: '一网格',
        kind: deed.item === '' ? 'deduction' : 'report',
        ...(deed.item === '' ? {} : { resident: people.doer._id }),
        residentName: deed.item === '' ? '' : '张三',
        reporter: deed.item === '' ? people.third._id : people.doer._id,
        reporterName: deed.item === '' ? '钱伟' : '张三',
        itemName: deed.item || '扣分',
        ...deed,
        rulebookVersion: book.version,
        day: DAY,
        note: '',
        evidence: [],
        account: 'bot',
        conversation: { kind: 'direct', id: 'zhang-san' },
        contactId: 'zhang-san',
        language: 'zh',
        messageId,
        reportedAt: NOW,
      },
      book,
    ),
  );
const withdraw = (number: number) =>
  store.inTransaction(async () => {
    const [claim] = await claims.byNumbers(community.id, [number]);
    return claim && claims.withdraw(claim);
  });

const decide = (number: number, by: Resident, verdict: Verdict, messageId: string) =>
  store.inTransaction(async () => {
    const [claim] = await claims.byNumbers(community.id, [number]);
    return claim && claims.decide(claim, community, by, verdict, {}, { messageId, at: NOW });
  });
const reverse = (number: number, messageId: string) =>
  store.inTransaction(async () => {
    const [claim] = await claims.byNumbers(community.id, [number]);
    return claim && claims.reverse(claim, community, people.first, '记错了', { messageId, at: NOW });
  });
/** What the person can mend is no failure of the books. */
const orRefused = (work: Promise<unknown>) =>
  work.catch((error) => {
    if (!(error instanceof Refusal)) throw error;
  });

test('the sample really has what this test is about', () => {
  expect(itemOf(book, 'volunteer')?.pays).toMatchObject({ per: 'hour', points: 10 });
});

test('whatever is said at the same time: no cap is exceeded, nothing is credited twice, nor without every step by other people', async () => {
  const who = fc.constantFrom(
    'steward',
    'steward',
    'first',
    'second',
    'third',
    'first',
    'second',
    'third',
    'kin',
    'doer',
  );
  const verdict = fc.oneof(
    { weight: 16, arbitrary: fc.constant<Verdict>({ kind: 'approve' }) },
    { weight: 1, arbitrary: fc.constant<Verdict>({ kind: 'reject', reason: '没有参加' }) },
    { weight: 1, arbitrary: fc.constant<Verdict>({ kind: 'abstain' }) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(10, 20, 40).map((points): Verdict => ({ kind: 'adjust', points })),
    },
  );
  const deed = fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .constantFrom(60, 120, 180)
        .map((minutes): Deed => ({ item: 'volunteer', minutes, points: minutes / 6 })),
    },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom(1, 2)
        .map((quantity): Deed => ({ item: 'waste-sorting', quantity, points: 5 * quantity })),
    },
    { weight: 1, arbitrary: fc.constant<Deed>({ item: '', quantity: 1, points: 15 }) },
  );
  const number = fc.integer({ min: 1001, max: 1003 });
  const reported = fc.record({ do: fc.constant('report' as const), deed });
  const action = fc.oneof(
    { weight: 2, arbitrary: reported },
    { weight: 10, arbitrary: fc.record({ do: fc.constant('decide' as const), claim: number, who, verdict }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('reverse' as const), claim: number }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), claim: number }) },
  );
  let credited = 0;
  await fc.assert(
    fc.asyncProperty(
      fc
        .tuple(reported, fc.array(action, { minLength: 8, maxLength: 40 }))
        .map(([first, others]) => [first, ...others]),
      fc.integer({ min: 1, max: 6 }),
      async (actions, atOnce) => {
        await startOver();
        for (let at = 0; at < actions.length; at += atOnce)
          await Promise.all(
            actions.slice(at, at + atOnce).map((one, index) => {
              const id = `m${at + index}`;
              if (one.do === 'report') return orRefused(report(one.deed, id));
              if (one.do === 'withdraw') return orRefused(withdraw(one.claim));
              if (one.do === 'reverse') return orRefused(reverse(one.claim, id));
              return orRefused(decide(one.claim, people[one.who as keyof typeof people], one.verdict, id));
            }),
          );

        expect(await verifyLedger(models.ledger)).toEqual([]);
        const all = await models.claims.find().lean();
        const taken = all.filter(({ status }) => status === 'waiting' || status === 'approved');
        const of = (item: string) => taken.filter((claim) => claim.item === item);
        expect(of('volunteer').reduce((sum, { points }) => sum + points, 0)).toBeLessThanOrEqual(CAP);
        expect(of('waste-sorting').reduce((sum, { quantity = 1 }) => sum + quantity, 0)).toBeLessThanOrEqual(
          TIMES,
        );

        const credits = await models.ledger.journals.find({ kind: 'credit' }).lean();
        expect(new Set(credits.map(({ claim }) => claim)).size).toBe(credits.length);
        credited += credits.length;
        for (const credit of credits) {
          const claim = all.find(({ number }) => number === credit.claim);
          const approvals = (stage: number) =>
            new Set(
              claim?.decisions
                .filter(
                  (one) => one.stage === stage && (one.verdict === 'approve' || one.verdict === 'adjust'),
                )
                .map(({ by }) => by),
            );
          expect(approvals(0).size).toBeGreaterThanOrEqual(1);
          expect(approvals(1).size).toBeGreaterThanOrEqual(2);
          expect([...approvals(0)].filter((by) => approvals(1).has(by))).toEqual([]);
          expect(approvals(0)).not.toContain(people.kin._id);
          expect(approvals(1)).not.toContain(people.kin._id);
          expect(['approved', 'reversed']).toContain(claim?.status);
        }
        const balance = await models.ledger.accounts.findById(account.household('guihuali/3-2-501')).lean();
        const approved = all.filter(({ status }) => status === 'approved');
        expect(balance?.balance ?? 0).toBe(
          approved.reduce((sum, { kind, points }) => sum + (kind === 'deduction' ? -points : points), 0),
        );
      },
    ),
    { numRuns: 30, seed: 20251112 },
  );
  // Else the rest would hold of nothing.
  expect(credited).toBeGreaterThan(3);
});
