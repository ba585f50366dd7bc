import { expect, test } from 'vitest';
import { takenAway } from '#src/activities/posted-lists.ts';

const post = (names: string) => ({ rows: [...names].map((name) => ({ key: name, name })) });

/** Earlier posts from the oldest to the newest, the new one, and whose rows it took away. */
test.each([
  ['nothing was posted before', [], '甲', ''],
  ['somebody adds a row', ['甲'], '甲乙', ''],
  ['the same list again', ['甲', '甲乙'], '甲乙', ''],
  ['a copy of an older post', ['甲', '甲乙', '甲乙丙'], '甲丁', ''],
  ['an older post again', ['甲', '甲乙', '甲乙丙'], '甲乙', ''],
  ['a row taken out', ['甲', '甲乙', '甲乙丙'], '甲丙', '乙'],
  ['a row taken out, another put in', ['甲', '甲乙', '甲乙丙', '甲乙丙丁'], '甲丙丁戊', '乙'],
  ['a copy that goes on without the row', ['甲乙丙', '甲丙'], '甲丙丁', ''],
  ['two branches', ['甲', '甲乙', '甲丙'], '甲丙丁', ''],
  ['a list of another group', ['甲乙丙'], '丁', ''],
  ['a list begun anew', ['甲乙丙丁戊'], '甲己', ''],
])('%s', (_, earlier, now, gone) => {
  const newestFirst = earlier.map(post).reverse();
  expect(
    takenAway(newestFirst, post(now).rows)
      .map(({ name }) => name)
      .join(''),
  ).toBe(gone);
});
