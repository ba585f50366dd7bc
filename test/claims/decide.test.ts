import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  agreedBy,
  type Channel,
  decide,
  heardBefore,
  matterOf,
  type Outcome,
  type Verdict,
} from '#src/claims/decide.ts';
import type { Claim, Decision } from '#src/claims/schema.ts';
import type { Resident } from '#src/community/schema.ts';
import type { Seat } from '#src/review/panel.ts';
import type { Stage } from '#src/rulebook/schema.ts';

const claim = (change: Partial<Claim> = {}): Claim =>
  ({
    household: 'guihuali/3-2-501',
    resident: 'zhang',
    reporter: 'zhang',
    status: 'waiting',
    stage: 0,
    points: 20,
    decisions: [],
    ...change,
  }) as Claim;
const said = (by: string, verdict: Decision['verdict'], seat = by, stage = 0): Decision => ({
  by,
  name: by,
  seat,
  stage,
  verdict,
  messageId: 'm',
  at: new Date(0),
});
const person = (id: string, household?: string) =>
  ({ _id: id, name: id, grants: [], ...(household ? { household } : {}) }) as unknown as Resident;
const admin: Resident = { ...person('qian'), grants: [{ role: 'admin' }] };
const zhao = person('zhao', 'guihuali/1-1-301');
const zhou = person('zhou', 'guihuali/2-3-402');
const lin = person('lin', 'guihuali/5-1-101');
const seat = (member: Resident, ...standIns: Resident[]): Seat => ({ member, standIns });
const stage = (change: Partial<Stage> = {}): Stage => ({
  body: 'committee',
  agree: 1,
  rejections: 1,
  adjust: true,
  overdue: 'remind',
  samePeople: false,
  meeting: false,
  ...change,
});
const MONTHLY = { list: { every: 'month' as const, day: 1, time: '09:00', perGrid: false } };
const approve: Verdict = { kind: 'approve' };
const reject: Verdict = { kind: 'reject', reason: '照片不清楚' };
const adjustTo15: Verdict = { kind: 'adjust', points: 15 };

describe('one verdict on one claim', () => {
  interface Case {
    claim?: Claim;
    stage?: Partial<Stage>;
    seats?: Seat[];
    by?: Resident;
    says?: Verdict;
    channel?: Channel;
    outcome: Outcome;
  }
  const table: [what: string, Case][] = [
    ['one approval is enough where one is needed', { outcome: { kind: 'approved' } }],
    [
      'the first of two needs another',
      { stage: { agree: 2 }, outcome: { kind: 'counted', have: 1, need: 2 } },
    ],
    [
      'the second of two settles it',
      {
        stage: { agree: 2 },
        claim: claim({ decisions: [said('zhou', 'approve')] }),
        outcome: { kind: 'approved' },
      },
    ],
    [
      'nobody agrees twice',
      {
        stage: { agree: 2 },
        claim: claim({ decisions: [said('zhao', 'approve')] }),
        outcome: { kind: 'said-before' },
      },
    ],
    [
      'whoever agreed may change their mind',
      {
        stage: { agree: 2 },
        claim: claim({ decisions: [said('zhao', 'approve')] }),
        says: reject,
        outcome: { kind: 'rejected' },
      },
    ],
    [
      'another amount starts the count again',
      {
        stage: { agree: 2 },
        claim: claim({ decisions: [said('zhou', 'approve')] }),
        says: adjustTo15,
        outcome: { kind: 'counted', have: 1, need: 2 },
      },
    ],
    [
      'agreeing with the adjusted amount settles it',
      {
        stage: { agree: 2 },
        claim: claim({ points: 15, decisions: [said('zhou', 'adjust')] }),
        outcome: { kind: 'approved' },
      },
    ],
    [
      '"change it to what it is" is agreement',
      {
        stage: { agree: 2 },
        claim: claim({ points: 15, decisions: [said('zhou', 'approve')] }),
        says: adjustTo15,
        outcome: { kind: 'approved' },
      },
    ],
    [
      'a stage may be there to check, not to change',
      { stage: { adjust: false }, says: adjustTo15, outcome: { kind: 'not-adjustable' } },
    ],
    [
      'who has no seat decides nothing',
      { by: person('chen', 'guihuali/4-1-302'), outcome: { kind: 'not-yours' } },
    ],
    [
      'agreement in an earlier stage is none in this one',
      {
        stage: { agree: 2 },
        claim: claim({ stage: 1, decisions: [said('zhou', 'approve', 'zhou', 0)] }),
        outcome: { kind: 'counted', have: 1, need: 2 },
      },
    ],
    [
      'whoever agreed in an earlier stage leaves this one to others',
      {
        claim: claim({ stage: 1, decisions: [said('zhao', 'approve')] }),
        outcome: { kind: 'heard-before' },
      },
    ],
    [
      'so does whoever spoke against it there',
      {
        claim: claim({ stage: 2, decisions: [said('zhao', 'reject'), said('zhou', 'adjust')] }),
        outcome: { kind: 'heard-before' },
      },
    ],
    [
      'also for somebody who is away',
      {
        claim: claim({ stage: 1, decisions: [said('lin', 'approve', 'lin')] }),
        by: lin,
        seats: [seat(zhao, lin), seat(zhou)],
        outcome: { kind: 'heard-before' },
      },
    ],
    [
      'and nobody speaks here for whoever did',
      {
        claim: claim({ stage: 1, decisions: [said('zhao', 'approve')] }),
        by: lin,
        seats: [seat(zhao, lin), seat(zhou)],
        outcome: { kind: 'heard-before' },
      },
    ],
    [
      'who only stayed away there was not heard',
      {
        claim: claim({ stage: 1, decisions: [said('zhao', 'abstain'), said('zhou', 'approve')] }),
        outcome: { kind: 'approved' },
      },
    ],
    [
      'not on one’s own household',
      { claim: claim({ household: 'guihuali/1-1-301' }), outcome: { kind: 'own-household' } },
    ],
    [
      'not on what one reported for others',
      { claim: claim({ reporter: 'zhao' }), outcome: { kind: 'own-household' } },
    ],
    [
      'an official without a household is nobody’s kin',
      { by: person('qian'), seats: [seat(person('qian'))], outcome: { kind: 'approved' } },
    ],
    [
      'a stand-in speaks from the seat of whom they stand in for',
      {
        by: lin,
        seats: [seat(zhao, lin), seat(zhou)],
        stage: { agree: 2 },
        outcome: { kind: 'counted', have: 1, need: 2 },
      },
    ],
    [
      'one seat has one voice, whoever speaks from it',
      {
        by: lin,
        seats: [seat(zhao, lin), seat(zhou)],
        stage: { agree: 2 },
        claim: claim({ decisions: [said('zhao', 'approve')] }),
        outcome: { kind: 'said-before' },
      },
    ],
    [
      'a stand-in does not decide for their own household',
      {
        by: lin,
        seats: [seat(zhao, lin)],
        claim: claim({ household: 'guihuali/5-1-101' }),
        outcome: { kind: 'own-household' },
      },
    ],
    [
      'nor for that of whom they stand in for',
      {
        by: lin,
        seats: [seat(zhao, lin)],
        claim: claim({ household: 'guihuali/1-1-301' }),
        outcome: { kind: 'own-household' },
      },
    ],
    [
      'where own households leave too few, the smaller quorum is enough',
      {
        by: zhou,
        stage: { agree: 2, atLeast: 1 },
        seats: [seat(zhao), seat(zhou)],
        claim: claim({ household: 'guihuali/1-1-301' }),
        outcome: { kind: 'approved' },
      },
    ],
    [
      'recusal may be the last word that was missing',
      {
        stage: { agree: 3, atLeast: 2 },
        seats: [seat(zhao), seat(zhou), seat(lin)],
        claim: claim({ decisions: [said('zhou', 'approve'), said('lin', 'approve')] }),
        says: { kind: 'recuse', reason: '亲戚' },
        outcome: { kind: 'approved' },
      },
    ],
    [
      'and may leave too few',
      {
        stage: { agree: 2 },
        seats: [seat(zhao), seat(zhou)],
        says: { kind: 'abstain' },
        outcome: { kind: 'too-few', left: 1, need: 2 },
      },
    ],
    [
      'a list is answered on the list',
      { stage: MONTHLY, claim: claim({ list: 1050 }), outcome: { kind: 'on-list', list: 1050 } },
    ],
    [
      'there it counts',
      {
        stage: MONTHLY,
        claim: claim({ list: 1050 }),
        channel: { list: 1050 },
        outcome: { kind: 'approved' },
      },
    ],
    [
      'an older list counts no more',
      {
        stage: MONTHLY,
        claim: claim({ list: 1060 }),
        channel: { list: 1050 },
        outcome: { kind: 'on-list', list: 1060 },
      },
    ],
    [
      'what a meeting decides needs its minutes',
      { stage: { meeting: true }, by: admin, outcome: { kind: 'needs-record' } },
    ],
    [
      'with them the resolution stands',
      {
        stage: { meeting: true },
        by: admin,
        channel: { record: '2025-12号' },
        outcome: { kind: 'approved' },
      },
    ],
    [
      'but nobody enters it for their own household',
      {
        stage: { meeting: true },
        by: { ...admin, household: 'guihuali/1-1-301' },
        claim: claim({ household: 'guihuali/1-1-301' }),
        channel: { record: '2025-12号' },
        outcome: { kind: 'own-household' },
      },
    ],
    ['decided is decided', { claim: claim({ status: 'approved' }), outcome: { kind: 'already-decided' } }],
    ['withdrawn is gone', { claim: claim({ status: 'withdrawn' }), outcome: { kind: 'already-decided' } }],
  ];
  test.each(table)('%s', (_, { claim: about, stage: rule, seats, by, says, channel, outcome }) => {
    const one = about ?? claim();
    const panel = {
      seats: seats ?? [seat(zhao), seat(zhou), seat(lin)],
      matter: matterOf(one, heardBefore(one, [])),
    };
    expect(decide(one, stage(rule), panel, by ?? zhao, says ?? approve, channel ?? {})).toEqual(outcome);
  });
});

test('who enters what a meeting resolved was not heard by it', () => {
  const after = claim({ stage: 2, decisions: [said('zhao', 'approve'), said('qian', 'approve', 'qian', 1)] });
  expect(heardBefore(after, [stage(), stage({ meeting: true }), stage()])).toEqual(['zhao']);
});

test('whatever is said in whatever order, an approval has enough different people behind its amount, none of them kin', () => {
  const members = ['a', 'b', 'c', 'd'].map((id) => person(id, `guihuali/${id}`));
  const seats = members.map((member) => seat(member, person(`${member._id}-for`, 'guihuali/kin')));
  const speakers = [...members, ...seats.flatMap(({ standIns }) => standIns)];
  const verdict = fc.oneof(
    fc.constant<Verdict>({ kind: 'approve' }),
    fc.constant<Verdict>({ kind: 'abstain' }),
    fc.record({ kind: fc.constant('adjust' as const), points: fc.constantFrom(10, 15, 20) }),
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom('guihuali/a', 'guihuali/kin', 'guihuali/other'),
      fc.array(fc.tuple(fc.constantFrom(...speakers), verdict), { maxLength: 14 }),
      (agree, household, sayings) => {
        let current = claim({ household });
        for (const [by, says] of sayings) {
          const panel = { seats, matter: matterOf(current) };
          const outcome = decide(current, stage({ agree }), panel, by, says, {});
          if (!['counted', 'approved', 'too-few'].includes(outcome.kind)) continue;
          expect(by.household).not.toBe(household);
          const own = seats.find(({ member, standIns }) => [member, ...standIns].includes(by));
          const isSame = says.kind === 'adjust' && says.points === current.points;
          current = {
            ...current,
            decisions: [...current.decisions, said(by._id, isSame ? 'approve' : says.kind, own?.member._id)],
            points: says.kind === 'adjust' ? says.points : current.points,
            status: outcome.kind === 'approved' ? 'approved' : 'waiting',
          };
          if (outcome.kind === 'approved') {
            const agreed = agreedBy(current.decisions);
            expect(agreed.length).toBeGreaterThanOrEqual(agree);
            expect(new Set(agreed.map((id) => id.replace('-for', ''))).size).toBe(agreed.length);
          }
        }
      },
    ),
  );
});
