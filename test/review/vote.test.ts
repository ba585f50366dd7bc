import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Ballot, type Count, count } from '#src/review/vote.ts';
import type { Votes } from '#src/rulebook/schema.ts';

const rule = (agree: number, more: Partial<Votes> = {}): Votes => ({
  body: 'panel',
  agree,
  rejections: 1,
  ...more,
});
/** `yes yes no abstain` -> a ballot of a seat each. */
const ballots = (said: string): Ballot[] =>
  said
    .split(' ')
    .filter(Boolean)
    .map((word, index) => ({
      seat: `seat-${index}`,
      verdict: ({ yes: 'approve', no: 'reject', abstain: 'abstain', recuse: 'recuse' } as const)[
        word
      ] as Ballot['verdict'],
    }));

describe('how a body of so many seats decides', () => {
  const table: [what: string, said: string, rule: Votes, seats: number, outcome: Count][] = [
    ['one is enough where one is needed', 'yes', rule(1), 10, { kind: 'approved' }],
    ['the first of three', 'yes', rule(3), 10, { kind: 'open', have: 1, need: 3 }],
    ['three of ten', 'yes yes yes', rule(3), 10, { kind: 'approved' }],
    ['one rejection rejects', 'yes no', rule(3), 10, { kind: 'rejected' }],
    [
      '…unless the regulation wants two',
      'yes no',
      rule(3, { rejections: 2 }),
      10,
      { kind: 'open', have: 1, need: 3 },
    ],
    [
      'what can’t be reached any more is rejected',
      'no no',
      rule(3, { rejections: 5 }),
      4,
      { kind: 'rejected' },
    ],
    ['abstention is no agreement', 'yes abstain', rule(2), 3, { kind: 'open', have: 1, need: 2 }],
    [
      'where recusal leaves too few, the smaller quorum is enough',
      'yes yes recuse',
      rule(3, { atLeast: 2 }),
      3,
      { kind: 'approved' },
    ],
    [
      'the smaller quorum is for that case only',
      'yes yes',
      rule(3, { atLeast: 2 }),
      3,
      { kind: 'open', have: 2, need: 3 },
    ],
    [
      'without a smaller quorum it can’t be decided',
      'yes recuse',
      rule(3),
      3,
      { kind: 'too-few', left: 2, need: 3 },
    ],
    [
      'fewer than the smaller quorum neither',
      'recuse abstain',
      rule(3, { atLeast: 2 }),
      3,
      { kind: 'too-few', left: 1, need: 2 },
    ],
    ['a body without seats decides nothing', '', rule(1), 0, { kind: 'too-few', left: 0, need: 1 }],
  ];
  test.each(table)('%s', (_, said, votes, seats, outcome) => {
    expect(count(ballots(said), votes, seats)).toEqual(outcome);
  });
});

test('no order of ballots changes what comes of them, and an approval always has its quorum', () => {
  const verdict = fc.constantFrom<Ballot['verdict']>('approve', 'reject', 'abstain', 'recuse');
  fc.assert(
    fc.property(
      fc.array(verdict, { maxLength: 8 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 3 }),
      fc.nat(4),
      (verdicts, agree, atLeast, rejections, silent) => {
        const votes = rule(agree, { atLeast: Math.min(agree, atLeast), rejections });
        const said = verdicts.map((one, index) => ({ seat: `seat-${index}`, verdict: one }));
        const seats = said.length + silent;
        const outcome = count(said, votes, seats);
        expect(count([...said].reverse(), votes, seats)).toEqual(outcome);
        const yes = verdicts.filter((one) => one === 'approve').length;
        if (outcome.kind === 'approved') {
          const away = verdicts.filter((one) => one === 'abstain' || one === 'recuse').length;
          expect(yes).toBeGreaterThanOrEqual(seats - away >= agree ? agree : Math.min(agree, atLeast));
        }
      },
    ),
  );
});
