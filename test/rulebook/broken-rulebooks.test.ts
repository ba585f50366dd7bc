import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BadInput } from '#src/bad-input.ts';
import { readRulebook, readVersions } from '#src/rulebook/read-rulebook.ts';

const folder = mkdtempSync(join(tmpdir(), 'xiaoji-'));
let files = 0;
function fileOf(content: string | Buffer): string {
  const path = join(folder, `${++files}.yaml`);
  writeFileSync(path, content);
  return path;
}

/** What a person is told of a file, without the file's name. */
function messageFor(...contents: (string | Buffer)[]): string {
  const paths = contents.map(fileOf);
  try {
    readVersions(paths);
  } catch (error) {
    if (error instanceof BadInput)
      return paths.reduce((message, path) => message.replaceAll(path, '文件'), error.message);
    throw error;
  }
  return 'accepted';
}

const ITEM = 'items: [{ id: a, name: { zh: 甲, en: a }, pays: { per: hour, points: 5 } }]';
/** A rulebook with one item, and these lines. */
const book = (...lines: string[]) => ['version: "1"', ITEM, ...lines].join('\n');
/** A rulebook with these items, the first on line 3. */
const items = (...rows: string[]) =>
  ['version: "1"', 'items:', ...rows.map((row) => `  - ${row}`)].join('\n');
const item = (more = '', id = 'a', zh = '甲') =>
  `{ id: ${id}, name: { zh: ${zh}, en: ${id} }, pays: { per: hour, points: 5 }${more} }`;
const one = (where: string) => `文件 有 1 处错误，原有设置不变：\n  ${where}`;

test.each<[string, string | Buffer, string]>([
  [
    'a duplicate id',
    items(item(), item('', 'a', '乙')),
    one('第 4 行 items.1.id：条目编号 a 出现了两次，请改其中一个 (duplicate id)'),
  ],
  [
    'a name that is another item’s alias',
    items(item(', aliases: [扫地]'), item('', 'b', '扫地')),
    one('第 4 行 items.1.name.zh：“扫地”同时是 a 和 b 的名称或别名，请只留一处 (two items share this name)'),
  ],
  [
    'a duplicate category',
    book('categories:', '  - { id: c, name: { zh: 丙, en: c } }', '  - { id: c, name: { zh: 丁, en: d } }'),
    one('第 5 行 categories.1.id：类别编号 c 出现了两次，请改其中一个 (duplicate id)'),
  ],
  [
    'a duplicate award name',
    book(
      'awards:',
      '  - { id: c, name: { zh: 丙, en: c }, of: people }',
      '  - { id: d, name: { zh: 丙, en: d }, of: people }',
    ),
    one('第 5 行 awards.1.name.zh：评优名称“丙”出现了两次，请改其中一个 (duplicate name)'),
  ],
  [
    'a duplicate level',
    items(
      '{ id: a, name: { zh: 甲, en: a }, pays: { per: choice, choices: [{ id: x, name: { zh: 好, en: x }, points: 1 }, { id: x, name: { zh: 很好, en: y }, points: 2 }] } }',
    ),
    one('第 3 行 items.0.pays.choices.1.id：档次编号 x 出现了两次，请改其中一个 (duplicate id)'),
  ],
  [
    'an unknown unit of pay',
    items('{ id: a, name: { zh: 甲, en: a }, pays: { per: day, points: 5 } }'),
    one('第 3 行 items.0.pays.per：只能是 hour、time、unit、choice、state (expected one of these)'),
  ],
  [
    'negative points',
    items('{ id: a, name: { zh: 甲, en: a }, pays: { per: hour, points: -5 } }'),
    one('第 3 行 items.0.pays.points：至少 1 分 (at least 1)'),
  ],
  [
    'a negative cap',
    book('caps: [{ every: month, points: -10 }]'),
    one('第 3 行 caps.0.points：至少 1 分 (at least 1)'),
  ],
  [
    'a cap of both kinds',
    book('caps: [{ every: month, points: 10, times: 1 }]'),
    one('第 3 行 caps.0：上限要写 points（最多几分）或 times（最多几次）其中一个 (either points or times)'),
  ],
  [
    'an unknown category',
    items(item(', category: nowhere')),
    one('第 3 行 items.0.category：没有编号为 nowhere 的类别 (unknown category)'),
  ],
  [
    'an unknown chain',
    items(item(', chain: nowhere')),
    one('第 3 行 items.0.chain：没有编号为 nowhere 的评审链，现有 review (unknown chain)'),
  ],
  [
    'an unknown body',
    book('chains:', '  - { id: x, stages: [{ body: nobody }] }'),
    one('第 4 行 chains.0.stages.0.body：没有编号为 nobody 的机构，现有 committee (unknown body)'),
  ],
  [
    'objections before an unknown body',
    book('publicity: { objections: { body: nobody } }'),
    one('第 3 行 publicity.objections.body：没有编号为 nobody 的机构，现有 committee (unknown body)'),
  ],
  [
    'escalation to nobody',
    book('chains:', '  - { id: x, stages: [{ body: committee, days: 3, overdue: escalate }] }'),
    one(
      '第 4 行 chains.0.stages.0.overdue：逾期要上交，请写明上交给哪个机构 (overdue: escalate needs escalateTo)',
    ),
  ],
  [
    'escalation that never comes',
    book('chains:', '  - { id: x, stages: [{ body: committee, overdue: approve }] }'),
    one(
      '第 4 行 chains.0.stages.0.overdue：请写期限天数，否则永远不会逾期：过了期限提醒，过了两倍期限算逾期 (overdue needs days)',
    ),
  ],
  [
    'bodies that stand in for each other',
    book(
      'bodies:',
      '  - { id: committee, name: { zh: 委员, en: c }, standIn: elders }',
      '  - { id: elders, name: { zh: 长者, en: e }, standIn: committee }',
    ),
    one('第 4 行 bodies.0.standIn：替补机构绕成了圈：committee → elders → committee (circular stand-ins)'),
  ],
  [
    'a quorum above the number',
    book('chains:', '  - { id: x, stages: [{ body: committee, agree: 2, atLeast: 3 }] }'),
    one(
      '第 4 行 chains.0.stages.0.atLeast：人不够时也要的人数（3）不能多于平时要的人数（2） (atLeast is more than agree)',
    ),
  ],
  [
    'a deduction that people may report',
    items(item(', kind: deduct, reportedBy: [resident]')),
    one(
      '第 3 行 items.0.reportedBy：扣分的条目不由人上报，请不要写谁可上报，只写谁可评定 (no reportedBy here, only awardedBy)',
    ),
  ],
  [
    'what residents report and nobody reviews',
    items(item(), '').replace(/ {2}- $/, 'chains: [{ id: none, stages: [] }]'),
    one(
      '第 3 行 items.0.id：有人可以上报，评审链 none 却没有环节，等于自己给自己加分，请换一条评审链 (people report it and nobody reviews it)',
    ),
  ],
  [
    'what grid workers report and nobody reviews',
    items(item(', reportedBy: [grid-worker]'), '').replace(/ {2}- $/, 'chains: [{ id: none, stages: [] }]'),
    one(
      '第 3 行 items.0.id：有人可以上报，评审链 none 却没有环节，等于自己给自己加分，请换一条评审链 (people report it and nobody reviews it)',
    ),
  ],
  [
    'a meeting without a list',
    book('chains:', '  - { id: x, stages: [{ body: committee, meeting: true }] }'),
    one(
      '第 4 行 chains.0.stages.0.meeting：开会决定的环节要写清单周期，会议对着清单一条一条定，否则永远没有结果 (a meeting needs a list)',
    ),
  ],
  [
    'a meeting that is escalated',
    book(
      'bodies: [{ id: a, name: { zh: 甲组, en: a } }, { id: b, name: { zh: 乙组, en: b } }]',
      'chains:',
      '  - id: x',
      '    stages: [{ body: a, meeting: true, list: { every: month }, days: 3, overdue: escalate, escalateTo: b }]',
    ),
    one(
      '第 6 行 chains.0.stages.0.overdue：开会决定的环节不能上交，请改为只提醒 (what a meeting decides is not escalated)',
    ),
  ],
  [
    'storekeepers who would decide',
    book(
      'bodies: [{ id: a, name: { zh: 甲组, en: a }, role: storekeeper }]',
      'chains: [{ id: x, stages: [{ body: a }] }]',
    ),
    one(
      '第 3 行 bodies.0.role：只能是 committee、grid-worker、admin，现在是“storekeeper” (expected one of these)',
    ),
  ],
  [
    'storekeepers who would award',
    items(item(', awardedBy: [storekeeper]')),
    one(
      '第 3 行 items.0.awardedBy.0：只能是 committee、grid-worker、admin，现在是“storekeeper” (expected one of these)',
    ),
  ],
  [
    'an award that looks at an unknown deduction',
    book(
      'awards:',
      '  - { id: s, name: { zh: 星, en: s }, of: households, conditions: { withoutDeductions: [x] } }',
    ),
    one('第 4 行 awards.0.conditions.withoutDeductions.0：没有编号为 x 的条目，现有 a (unknown item)'),
  ],
  [
    'an award that looks at a credit',
    book(
      'awards:',
      '  - { id: s, name: { zh: 星, en: s }, of: households, conditions: { withoutDeductions: [a] } }',
    ),
    one('第 4 行 awards.0.conditions.withoutDeductions.0：a 不是扣分条目 (not a deduction)'),
  ],
  [
    'a weekday after Sunday',
    book('publicity: { every: week, day: 8 }'),
    one('第 3 行 publicity.day：按周的日子写 1（星期一）到 7（星期日），现在是 8 (a day of the week)'),
  ],
  [
    'no days to question it',
    book('publicity: { days: 0 }'),
    one('第 3 行 publicity.days：最小 1，现在是“0” (at least 1)'),
  ],
  [
    'an end before the beginning',
    book('from: 2025-03-01', 'until: 2025-02-01'),
    one('第 4 行 until：截止日期 2025-02-01 早于生效日期 2025-03-01 (ends before it begins)'),
  ],
  ['no such day', book('from: 2025-02-30'), one('第 3 行 from：日历上没有这一天 (no such day)')],
  [
    'a typing slip in a key',
    book('publicty: {}'),
    one('第 3 行 publicty：没有 publicty 这个字段 (unknown field)'),
  ],
  [
    'words for a number',
    book('reportWithinDays: 三十天'),
    one('第 3 行 reportWithinDays：应填数字，现在是“三十天” (expected number)'),
  ],
  ['nothing where something belongs', 'version: "1"', one('第 1 行 items：没有填写 (missing)')],
  [
    'far too large a file',
    `# ${'x'.repeat(10 * 1024 * 1024)}`,
    '文件 超过 1 MB，请检查是否选错了文件 (larger than 1 MB)',
  ],
  [
    'a file in GBK',
    Buffer.from([0x76, 0x3a, 0x20, 0xb9, 0xf0, 0xbb, 0xa8]),
    '文件 不是 UTF-8 编码，请另存为 UTF-8 (the file is not UTF-8)',
  ],
  [
    'an Excel file that is called YAML',
    Buffer.from('PK\x03\x04etc', 'latin1'),
    '文件 是 Excel 文件，这里要 YAML 文件 (an .xlsx file, where YAML is expected)',
  ],
  [
    'aliases of aliases',
    `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b]`,
    '文件 的嵌套或引用太多，读不了 (too deeply nested, or too many aliases)',
  ],
  [
    'brackets in brackets by the thousand',
    `a: ${'['.repeat(20_000)}`,
    '文件 的嵌套或引用太多，读不了 (too deeply nested, or too many aliases)',
  ],
])('%s', (_, content, message) => {
  expect(messageFor(content)).toBe(message);
});

test('what only those entitled award may count at once', () => {
  const awarded = items(item(', reportedBy: []'), '').replace(
    / {2}- $/,
    'chains: [{ id: none, stages: [] }]',
  );
  expect(messageFor(awarded)).toBe('accepted');
});

test('several mistakes are told at once, in the order of lines, up to five', () => {
  const wrong = items(...Array.from({ length: 7 }, (_, at) => item(', kind: bonus', `i${at}`, `项${at}`)));
  const message = messageFor(wrong);
  expect(message).toMatch(
    /^文件 有 7 处错误，原有设置不变：\n {2}第 3 行 items\.0\.kind：只能是 credit、deduct，现在是“bonus”/,
  );
  expect(message.match(/第 \d 行/g)).toEqual(['第 3 行', '第 4 行', '第 5 行', '第 6 行', '第 7 行']);
});

test.each([
  [
    'two versions of one name',
    [book('from: 2025-01-01'), book('from: 2026-01-01')],
    '细则版本 1 出现了两次，请给其中一个换个版本号 (duplicate version)：文件、文件',
  ],
  [
    'two versions that begin on one day',
    [book(), book().replace('"1"', '"2"')],
    '细则版本 1（2000-01-01 起）和 2（2000-01-01 起）的日期重叠，请改生效日期或截止日期 (overlapping versions: mend from or until)：文件、文件',
  ],
  [
    'a version that ends after the next begins',
    [book('until: 2026-01-01'), book('from: 2026-01-01').replace('"1"', '"2"')],
    '细则版本 1（2000-01-01 至 2026-01-01）和 2（2026-01-01 起）的日期重叠，请改生效日期或截止日期 (overlapping versions: mend from or until)：文件、文件',
  ],
])('%s', (_, contents, message) => {
  expect(messageFor(...contents)).toBe(message);
});

test('versions come the oldest first, and one without an end lasts until the next begins', () => {
  const later = fileOf(book('from: 2026-01-01').replace('"1"', '"2"'));
  const earlier = fileOf(book());
  expect(readVersions([later, earlier]).map(({ version }) => version)).toEqual(['1', '2']);
});

test('names are read without the spaces around them, and without invisible characters', () => {
  const spaced = fileOf(items('{ id: a, name: { zh: " 甲 ", en: a }, pays: { per: time, points: 1 } }'));
  expect(readRulebook(spaced).items[0]?.name.zh).toBe('甲');
  expect(
    messageFor(items('{ id: a, name: { zh: "甲\\u0007", en: a }, pays: { per: time, points: 1 } }')),
  ).toBe(one('第 3 行 items.0.name.zh：有看不见的字符，请删去重写 (invisible characters)'));
});

test('a workbook is imported first, whatever a community’s file says', () => {
  expect(() => readVersions(['细则.xlsx'])).toThrow(
    '细则.xlsx 是 Excel 文件，请先导入成 YAML：npm run rulebook -- import 细则.xlsx rulebook.yaml (import it first)',
  );
});
