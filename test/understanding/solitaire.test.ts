import { describe, expect, test } from 'vitest';
import { diffSolitaire, matchRow, parseSolitaire, sameSolitaire } from '#src/understanding/solitaire.ts';

describe('reading a #接龙', () => {
  test('the native form, with its example line', () => {
    expect(
      parseSolitaire(
        '#接龙\n周六小广场清扫\n9点集合\n例 姓名 人数\n\n1. 3-2-501 张三\n2. 王芳 2人 带工具\n3. 李奶奶+1',
      ),
    ).toEqual({
      tag: '#接龙',
      header: '周六小广场清扫\n9点集合',
      example: '姓名 人数',
      rows: [
        { position: 1, text: '3-2-501 张三', address: '3-2-501', name: '张三' },
        { position: 2, text: '王芳 2人 带工具', name: '王芳', count: 2, note: '带工具' },
        { position: 3, text: '李奶奶+1', name: '李奶奶', count: 2 },
      ],
    });
  });

  test.each(['.', '、', '．', ')', '）', '：', ':', '…', ' '])('rows numbered with %s', (sign) => {
    const rows = parseSolitaire(`#接龙\n清扫\n1${sign}张三\n2${sign}李四`)?.rows;
    expect(rows?.map(({ name }) => name)).toEqual(['张三', '李四']);
  });

  test.each(['#接龙', '#接龍', '#Group Note', '＃接龙', '# 接龙'])('the tag %s', (tag) => {
    expect(parseSolitaire(`${tag}\n清扫\n1. 张三`)?.rows).toHaveLength(1);
  });

  test('wrapped and empty rows', () => {
    const rows = parseSolitaire('#接龙\n清扫\n1. 张三\n  带两把扫帚\n2. \n3. 李四')?.rows;
    expect(rows).toMatchObject([
      { position: 1, name: '张三', text: '张三 带两把扫帚' },
      { position: 3, name: '李四' },
    ]);
  });

  test('a list made by hand, when its title says so', () => {
    expect(parseSolitaire('周六清扫接龙\n1、张三\n2、李姐')?.rows).toHaveLength(2);
    expect(parseSolitaire('周六清扫报名：\n1、张三\n2、李姐')?.rows).toHaveLength(2);
    expect(parseSolitaire('买菜：\n1. 白菜\n2. 萝卜')).toBeUndefined();
    expect(
      parseSolitaire('报名须知\n1. 请穿好雨鞋，带好水杯和手套\n2. 九点以前在广场东边集合'),
    ).toBeUndefined();
  });
});

describe('every post is a whole snapshot', () => {
  const list = (rows: string) => parseSolitaire(`#接龙\n周六清扫\n${rows}`) ?? { header: '', rows: [] };
  const first = list('1. 张三\n2. 王芳 2人');

  test('new rows are added, and nothing is counted twice', () => {
    const changes = diffSolitaire(first.rows, list('1. 张三\n2. 王芳 2人\n3. 李姐').rows);
    expect(changes).toMatchObject({ added: [{ name: '李姐' }], removed: [], changed: [] });
    expect(diffSolitaire(first.rows, first.rows)).toEqual({ added: [], removed: [], changed: [] });
  });

  test('a row that moves up is the same row', () => {
    expect(diffSolitaire(first.rows, list('1. 王芳 2人').rows)).toMatchObject({
      added: [],
      removed: [{ name: '张三' }],
      changed: [],
    });
  });

  test('other words of the same person are a change', () => {
    expect(diffSolitaire(first.rows, list('1. 张三\n2. 王芳 3人').rows)).toMatchObject({
      added: [],
      removed: [],
      changed: [{ before: { count: 2 }, after: { count: 3 } }],
    });
  });

  test('two lists are one when their headers are', () => {
    expect(sameSolitaire(first, list('1. 谁'))).toBe(true);
    expect(sameSolitaire(first, parseSolitaire('#接龙\n周日清扫\n1. 谁') ?? first)).toBe(false);
  });
});

describe('rows are matched to residents', () => {
  const roster = [
    { id: 'a', name: '张三', address: '3-2-501' },
    { id: 'b', name: '张三', address: '4-1-302' },
    { id: 'c', name: '李秀英', address: '3-1-101', nicknames: ['李奶奶'] },
  ];
  const row = (text: string) => parseSolitaire(`#接龙\n清扫\n1. ${text}`)?.rows[0] ?? { position: 1, text };
  test.each([
    ['3-2-501 张三', ['a']],
    ['张三', ['a', 'b']],
    ['李奶奶', ['c']],
    ['3栋1单元101李奶奶', ['c']],
    ['3-1-101', ['c']],
    ['王五', []],
    ['3-2-501 王五', []],
  ])('%s', (text, ids) => {
    expect(matchRow(row(text), roster).map(({ id }) => id)).toEqual(ids);
  });
});
