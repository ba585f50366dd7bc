import { describe, expect, test } from 'vitest';
import { parseSolitaire } from '#src/understanding/solitaire.ts';
import { readRow } from '#src/understanding/solitaire-row.ts';

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
        { position: 2, text: '王芳 2人 带工具', name: '王芳', count: 2, perhaps: ['带工具'] },
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
      { position: 1, name: '张三', text: '张三\n带两把扫帚' },
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

describe('what one row says', () => {
  /** Who comes, as 张三 带 老伴 ×3; a name alone may still be the roster's to know. */
  const read = (text: string) => {
    const { name, mine, companions = [], count, absent, unsure } = readRow(1, text);
    return [
      ...(absent ? ['不来'] : unsure ? ['未定'] : []),
      ...(mine ? ['写的人'] : []),
      ...(name && name !== '我' ? [name] : []),
      ...companions,
      ...(count ? [`×${count}`] : []),
    ].join(' ');
  };
  test.each([
    // Remarks are nobody, and a number in them counts nobody.
    ['赵敏 8:30到', '赵敏'],
    ['王芳 9点到', '王芳'],
    ['张三 3号楼', '张三'],
    ['王芳 带扫把2把', '王芳'],
    ['张三13800001111', '张三'],
    ['赵敏 65岁', '赵敏'],
    ['王芳 高血压', '王芳'],
    ['张三 人数待定', '张三'],
    ['周建国 可能晚点到', '周建国'],
    ['张三 不带孩子', '张三'],
    ['张三 帮忙搬东西', '张三'],
    ['张三 1份', '张三'],
    ['张三 可带5岁孩子吗？', '张三'],
    ['张三 王小明（邻居）', '张三 王小明'],
    // How many.
    ['张三 2', '张三 ×2'],
    ['张三x2', '张三 ×2'],
    ['张三 一家三口', '张三 ×3'],
    ['周建国 2大1小', '周建国 ×3'],
    ['刘姐夫妻俩', '刘姐 ×2'],
    ['4-1-302 2人', '×2'],
    ['张三（带两个孩子）', '张三 ×3'],
    ['王芳 +2 带孩子', '王芳 孩子 ×3'],
    // Who comes along, however it is joined.
    ['张三和老伴', '张三 老伴'],
    ['赵敏 和老公一起', '赵敏 老公'],
    ['王芳和她妈', '王芳 她妈'],
    ['王芳带着婆婆', '王芳 婆婆'],
    ['王芳老公和孩子', '王芳老公 孩子'],
    ['赵敏/赵敏老公', '赵敏 赵敏老公'],
    ['张三+王芳', '张三 王芳'],
    ['张三 李秀英', '张三 李秀英'],
    ['老王老李', '老王 老李'],
    // The one comes for whom it was written.
    ['王芳代李奶奶', '李奶奶'],
    ['赵敏（替周建国报）', '周建国'],
    ['李奶奶（王芳代报）', '李奶奶'],
    ['我代王芳', '王芳'],
    ['替我妈报名', '写的人 我妈'],
    // Not at all, or not yet.
    ['张三（去不了了）', '不来 张三'],
    ['张三 请假', '不来 张三'],
    ['老李头取消', '不来 老李头'],
    ['请假 老王', '不来 老王'],
    ['张三✖', '不来 张三'],
    ['赵敏 ❌', '不来 赵敏'],
    ['~~王芳~~', '不来 王芳'],
    ['张三？', '未定 张三'],
    ['王芳 待定', '未定 王芳'],
    ['周建国 可能来', '未定 周建国'],
    ['张三 老公不去', '张三'],
    // Whoever wrote it.
    ['我', '写的人'],
    ['我和我妈', '写的人 我妈'],
    ['+1', '写的人'],
    ['老伴', '写的人 老伴'],
    // What people are called.
    ['🌹王芳🌹', '王芳'],
    ['[玫瑰]赵敏', '赵敏'],
    ['赵敏👍', '赵敏'],
    ['周建国 ✅', '周建国'],
    ['赵敏妈妈', '赵敏妈妈'],
    ['芳芳妈', '芳芳妈'],
    ['花开富贵', '花开富贵'],
    ['用户8823', '用户8823'],
    ['Zhang San', 'Zhang San'],
    ['不要带宠物', ''],
  ])('%s', (text, who) => expect(read(text)).toBe(who));
});

describe('lists as they really look', () => {
  const read = (text: string) =>
    parseSolitaire(text)?.rows.map(({ name, under }) => (under ? `${under}${name}` : name));
  test.each([
    [
      '#接龙\n本周六（15日）清洁家园\n时间：9:00-11:00\n要求：\n1. 穿运动鞋\n2. 自带水杯\n\n报名：\n1. 张三\n2. 王芳',
      ['报名：张三', '报名：王芳'],
    ],
    ['#接龙\n清洁家园\n1. 穿运动鞋\n2. 自带水杯\n\n1. 张三\n2. 王芳', ['张三', '王芳']],
    ['#接龙\n清洁家园\n注意事项\n1. 保持安静\n2. 准时', []],
    ['#接龙\n清洁家园\n1. 张三\n1. 王芳\n2. 赵敏', ['张三', '王芳', '赵敏']],
    ['#接龙\n包饺子\n和面：\n1. 张三\n2. 王芳\n擀皮：\n3. 赵敏', ['张三', '王芳', '擀皮：赵敏']],
    ['#接龙\n清洁家园\n1. 张三\n\n#接龙\n义诊\n1. 赵敏', ['张三', '义诊赵敏']],
    ['#接龙\n周六清洁家园\n\n1️⃣张三\n2️⃣ 王芳', ['张三', '王芳']],
    ['#接龙\n清洁家园报名\n①张三\n②王芳', ['张三', '王芳']],
    ['清洁家园报名\n1张三\n2王芳', ['张三', '王芳']],
    ['接龙：周六清洁家园\n1、张三 2、王芳 3、赵敏', ['张三', '王芳', '赵敏']],
    ['#接龙\n清扫\n1. 张三\n2 把扫帚\n2. 李四', ['张三', '李四']],
    ['#接龙\n清扫\n1. 张三\n2. 李四\n\n请老王带扫帚', ['张三', '李四']],
    ['报名处在\n1号楼大厅\n2号楼没有', undefined],
  ])('%s', (text, names) => expect(read(text)).toEqual(names));
});
