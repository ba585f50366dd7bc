import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreedBy, decide, type Outcome, type Reviewer, type Verdict } from '#src/claims/decide.ts';
import type { Claim, Decision } from '#src/claims/schema.ts';

const claim = (change: Partial<Claim> = {}): Claim =>
  ({
    household: 'guihuali/3-2-501',
    resident: 'zhang',
    reporter: 'zhang',
    status: 'waiting',
    points: 20,
    decisions: [],
    ...change,
  }) as Claim;
const said = (by: string, verdict: Decision['verdict']): Decision => ({
  by,
  name: by,
  verdict,
  messageId: 'm',
  at: new Date(0),
});

const zhao: Reviewer = { _id: 'zhao', name: '赵敏', household: 'guihuali/1-1-301' };
const approve: Verdict = { kind: 'approve' };
const adjustTo15: Verdict = { kind: 'adjust', points: 15 };

describe('one verdict on one claim', () => {
  const table: [
    what: string,
    claim: Claim,
    reviewer: Reviewer,
    verdict: Verdict,
    need: number,
    outcome: Outcome,
  ][] = [
    ['one approval is enough where one is needed', claim(), zhao, approve, 1, { kind: 'approved' }],
    ['the first of two needs another', claim(), zhao, approve, 2, { kind: 'needs-more', have: 1, need: 2 }],
    [
      'the second of two settles it',
      claim({ decisions: [said('zhou', 'approve')] }),
      zhao,
      approve,
      2,
      { kind: 'approved' },
    ],
    [
      'nobody agrees twice',
      claim({ decisions: [said('zhao', 'approve')] }),
      zhao,
      approve,
      2,
      { kind: 'said-before' },
    ],
    [
      'one rejection rejects',
      claim({ decisions: [said('zhou', 'approve')] }),
      zhao,
      { kind: 'reject', reason: '照片不清楚' },
      2,
      { kind: 'rejected' },
    ],
    [
      'another amount starts the count again',
      claim({ decisions: [said('zhou', 'approve')] }),
      zhao,
      adjustTo15,
      2,
      { kind: 'needs-more', have: 1, need: 2 },
    ],
    [
      'agreeing with the adjusted amount settles it',
      claim({ points: 15, decisions: [said('zhou', 'adjust')] }),
      zhao,
      approve,
      2,
      { kind: 'approved' },
    ],
    [
      '"change it to what it is" is agreement',
      claim({ decisions: [said('zhou', 'approve')] }),
      zhao,
      { kind: 'adjust', points: 20 },
      2,
      { kind: 'approved' },
    ],
    [
      'not for one’s own household',
      claim(),
      { _id: 'wang', name: '王芳', household: 'guihuali/3-2-501' },
      approve,
      1,
      { kind: 'own-household' },
    ],
    [
      'not for what one reported for another',
      claim({ reporter: 'zhao' }),
      zhao,
      approve,
      1,
      { kind: 'own-household' },
    ],
    [
      'an official without a household is nobody’s kin',
      claim(),
      { _id: 'qian', name: '钱伟' },
      approve,
      1,
      { kind: 'approved' },
    ],
    ['decided is decided', claim({ status: 'approved' }), zhao, approve, 1, { kind: 'already-decided' }],
    ['withdrawn is gone', claim({ status: 'withdrawn' }), zhao, approve, 1, { kind: 'already-decided' }],
  ];
  test.each(table)('%s', (_, about, reviewer, verdict, need, outcome) => {
    expect(decide(about, reviewer, verdict, need)).toEqual(outcome);
  });
});

test('whatever reviewers say in whatever order, an approval always has enough different people behind the amount', () => {
  const reviewers = fc.constantFrom('a', 'b', 'c', 'd');
  const verdicts = fc.oneof(
    fc.constant<Verdict>({ kind: 'approve' }),
    fc.record({ kind: fc.constant('adjust' as const), points: fc.constantFrom(10, 15, 20) }),
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.tuple(reviewers, verdicts), { maxLength: 12 }),
      (need, sayings) => {
        let current = claim();
        for (const [by, verdict] of sayings) {
          const outcome = decide(current, { _id: by, name: by }, verdict, need);
          if (outcome.kind !== 'needs-more' && outcome.kind !== 'approved') continue;
          const decisions = [
            ...current.decisions,
            said(
              by,
              verdict.kind === 'adjust' && verdict.points === current.points ? 'approve' : verdict.kind,
            ),
          ];
          const points = verdict.kind === 'adjust' ? verdict.points : current.points;
          current = claim({
            decisions,
            points,
            status: outcome.kind === 'approved' ? 'approved' : 'waiting',
          });
          if (outcome.kind === 'approved') expect(agreedBy(decisions).size).toBeGreaterThanOrEqual(need);
        }
      },
    ),
  );
});
