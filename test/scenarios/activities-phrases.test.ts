import { describe, expect, test } from 'vitest';
import { publish } from '#test/support/activities.ts';
import { openCommunity } from '#test/support/open-community.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_TWO = '桂花里二网格居民群';
/** A Wednesday. */
const NOW = '2025-11-12T10:30+08:00';
const NOTICE = '发布招募 清洁家园 周六上午9点 2小时 小广场 招20人';

async function withActivities(...notices: string[]) {
  const town = await openCommunity({ now: NOW });
  for (const notice of notices.length > 0 ? notices : [NOTICE]) await publish(town, notice);
  const rows = async (number = 1) => {
    const { activities, signUps } = town.bot().app.services;
    const [activity] = await activities.find('guihuali', { number }, new Date(NOW));
    return signUps.listed(activity?._id ?? '');
  };
  const names = async (number = 1) => (await rows(number)).map(({ name }) => name);
  return { ...town, rows, names };
}

describe('whoever signs up is on the list, and only people are', () => {
  const saidAndListed = [
    ['报名 1 我家两口', ['张三', '张三+1']],
    ['报名 1 带一个孩子', ['张三', '张三的孩子']],
    ['报名1 加我妈', ['张三', '张三的妈']],
    ['我报名1号活动，带我老伴', ['张三', '张三的老伴']],
    ['报名1 加油', ['张三']],
    ['报名1 我晚点到', ['张三']],
    ['报名 1 准时到', ['张三']],
    ['报名 1 党员', ['张三']],
    ['报名 1 清洁家园', ['张三']],
    ['报名15号 清洁家园', ['张三']],
    ['报名1+1', ['张三', '张三+1']],
    ['报名 1 +2', ['张三', '张三+1', '张三+2']],
    ['报名 1 改成2人', ['张三', '张三+1']],
    ['报名1，我和我老伴两个人', ['张三', '张三的老伴']],
    ['报名1 替我妈报的', ['张三的妈']],
    ['报名 1 周建国 2人', ['周建国', '周建国+1']],
    ['报名 1 王芳', ['王芳']],
    ['报名 1 老李头', ['老李头']],
    // What is said of not bringing somebody brings nobody.
    ['报名 1 不带孩子', ['张三']],
    ['报名 1 没带孩子', ['张三']],
    ['报名 1 不带老伴', ['张三']],
    ['报名 1 可能带孩子', ['张三']],
    ['报名 1 不能带孩子', ['张三']],
    ['报名 1 带毛巾', ['张三']],
    // A number of all who are named is no part of a name.
    ['报名 1 我和王芳两个人', ['张三', '王芳']],
    ['报名 1 我和闺蜜俩人', ['张三', '张三的闺蜜']],
    ['报名 1 我和王芳周建国', ['张三', '王芳', '周建国']],
    ['报名 1 我和李小明', ['张三', '李小明']],
    ['帮李小明报名 1', ['李小明']],
    // Everybody of whom it speaks, and nobody else.
    ['报名1 老公出差，就我和孩子', ['张三', '张三的孩子']],
    ['join 1 with two kids', ['张三', '张三+1', '张三+2']],
    ['报名 1 我们夫妻俩加孩子', ['张三', '张三的孩子', '张三+1']],
    ['报名 1 我和三个老姐妹', ['张三', '张三+1', '张三+2', '张三+3']],
    ['报名 1 我和我弟弟妹妹', ['张三', '张三的弟', '张三的妹']],
    ['报名 1 我和王姐刘姐', ['张三', '王姐', '刘姐']],
    ['报名 1 我和爸妈', ['张三', '张三的爸', '张三的妈']],
    ['报名 1 父子两个', ['张三', '张三+1']],
    ['报名 1 母女', ['张三', '张三+1']],
    ['报名 1 2+1', ['张三', '张三+1', '张三+2']],
    ['报名 1 ➕1', ['张三', '张三+1']],
    ['报名 1 老王两口子', ['老王', '老王+1']],
    ['报名 1 三楼小李', ['三楼小李']],
    ['我带两个小朋友报名1', ['张三', '张三+1', '张三+2']],
    ['李奶奶不会用手机，我帮她报名1', ['李奶奶']],
    ['清洁家园报名', ['张三']],
    ['1号报名', ['张三']],
    ['报名1，几点集合？', ['张三']],
    ['sign up 1 with my mother', ['张三', "张三's mother"]],
    ['sign up 1 me and Li Ming', ['张三', 'Li Ming']],
  ] satisfies [string, string[]][];
  test('each in turn', async () => {
    const { person, names } = await withActivities();
    const listed: typeof saidAndListed = [];
    for (const [words] of saidAndListed) {
      await person('张三', GRID_ONE).says(words);
      const there = await names();
      listed.push([words, there.sort()]);
      for (const name of there) await person('张三', GRID_ONE).says(`取消报名 1 ${name}`);
    }
    expect(listed).toEqual(saidAndListed.map(([words, there]) => [words, [...there].sort()]));
  });

  test('a remark about one’s own coming makes nobody a guest, nor does a name beside it', async () => {
    const { person, names } = await withActivities();
    const zhao = person('赵敏', GRID_ONE);
    const remarks = '高血压 祝顺利 明天 早点到 会做饭 孙丽_收到'.split(' ');
    const listed: [string, string[]][] = [];
    for (const words of remarks) {
      await zhao.says(`报名 1 ${words.replace('_', ' ')}`);
      listed.push([words, await names()]);
      await zhao.says('取消报名 1');
    }
    expect(listed).toEqual(remarks.map((words) => [words, ['赵敏']]));
  });

  test('a name that nobody knows is asked about, and signs nobody up', async () => {
    const { person, names } = await withActivities();
    for (const name of ['欧阳娜娜', '沈阳', 'Tom'])
      expect(await person('赵敏', GRID_ONE).says(`报名 1 ${name}`)).toEqual([
        `不认识“${name}”，还没有报名。您自己去请发：报名 1；替人报请发：帮${name}报名 1`,
      ]);
    expect(await names()).toEqual([]);
    await person('赵敏', GRID_ONE).says('帮欧阳娜娜报名 1');
    await person('赵敏', GRID_ONE).says('sign up 1 for Tom');
    expect(await names()).toEqual(['欧阳娜娜', 'Tom']);
  });

  test('who names a relative alone is told how to come, too; 帮 says that they do not', async () => {
    const { person, names } = await withActivities();
    const zhang = person('张三', GRID_ONE);
    expect(await zhang.says('报名 1 我妈')).toEqual([expect.stringContaining('您自己也去请再发：报名 1；')]);
    expect(await zhang.says('报名 1')).toEqual([expect.stringMatching(/^张三已报名/)]);
    expect(await person('王芳', GRID_ONE).says('帮我婆婆报名 1')).toEqual([
      expect.not.stringContaining('您自己也去'),
    ]);
    expect(await names()).toEqual(['张三的妈', '张三', '王芳的婆婆']);
  });

  test('a number that nobody can count is asked for', async () => {
    const { person, names } = await withActivities();
    const zhang = person('张三', GRID_ONE);
    expect(await zhang.says('报名 1 全家')).toEqual(['“全家”是几个人？连您一共几位，请发：报名 1 2人']);
    expect(await zhang.says('报名 1 3')).toEqual(['“3”是几个人？连您一共几位，请发：报名 1 2人']);
    expect(await names()).toEqual([]);
  });

  test('a number is the whole party: those who are on the list already are not added again', async () => {
    const { person, names } = await withActivities();
    const wang = person('王芳', GRID_ONE);
    await wang.says('报名 1 我和我爸');
    expect(await wang.says('报名 1 3人')).toEqual([expect.stringMatching(/^王芳\+1已报名.*已报 3\/20 人/)]);
    expect(await names()).toEqual(['王芳', '王芳的爸', '王芳+1']);
    expect(await wang.says('报名 1 3人')).toEqual([expect.stringContaining('已经报过')]);
    expect(await wang.says('报名 1 再加一个')).toEqual([expect.stringMatching(/^王芳\+2已报名/)]);
    expect(await wang.says('取消报名 1 王芳+2')).toEqual([expect.stringContaining('已取消报名')]);
    expect(await wang.says('报名 1 2人')).toEqual([
      '您这边已经报了 3 人：王芳、王芳的爸、王芳+1。要减谁请发：取消报名 1 王芳+1',
    ]);
  });
});

describe('a remark chooses no job', () => {
  const jobs = '发布招募 清洁家园 周六上午9点 2小时 小广场 岗位：登记2人、搬运5人、清扫5人';
  test('it is asked for, whatever is said beside the activity', async () => {
    const { person, names } = await withActivities(jobs);
    const zhao = person('赵敏', GRID_ONE);
    for (const words of [
      '报名 1 一定准时到',
      '报名 1 第一次参加',
      '报名 1 二楼的',
      '报名 1 2号楼',
      '报名 1 三栋的',
      '报名 1 三生有幸',
      '报名 1 除了搬运都行',
      '报名 1 不要搬运',
    ])
      expect([words, ...(await zhao.says(words))]).toEqual([words, expect.stringContaining('请说明报哪个')]);
    expect(await names()).toEqual([]);
  });

  test.each([
    ['报名 1 第二班', '2'],
    ['报名 1 第三个', '3'],
    ['报名 1 2', '2'],
    ['报名 1 登记 不要搬运', '1'],
    ['报名 1 搬', undefined],
    ['报名 1 王芳 第二个岗位', '2'],
  ])('%s', async (words, shift) => {
    const { person, rows } = await withActivities(jobs);
    await person('赵敏', GRID_ONE).says(words);
    expect((await rows()).map((row) => row.shift)).toEqual(shift ? [shift] : []);
  });

  test('of two names the longer is meant, in an edit too', async () => {
    const { person, rows } = await withActivities(
      '发布招募 清洁家园 周六上午9点 2小时 小广场 岗位：登记2人、登记审核3人',
    );
    await person('赵敏', GRID_ONE).says('报名 1 登记审核');
    expect((await rows()).map(({ shift }) => shift)).toEqual(['2']);
    const sun = person('孙丽', '网格员工作群');
    expect(await sun.says('修改活动 1 登记审核改成5人')).toEqual([expect.stringContaining('登记审核 5 人')]);
    expect(await sun.says('修改活动 1 二楼保洁改成6人')).toEqual([expect.stringContaining('没有“二楼保洁”')]);
  });
});

test('two numbers are two activities; what can’t be joined keeps nobody from the other', async () => {
  const { person, names } = await withActivities(NOTICE, '发布招募 义诊 周日上午9点 2小时 小广场 招20人');
  const zhang = person('张三', GRID_ONE);
  await zhang.says('报名1、2');
  expect([await names(1), await names(2)]).toEqual([['张三'], ['张三']]);
  await person('王芳', GRID_ONE).says('报名 1和2 我和我妈');
  expect(await names(2)).toEqual(['张三', '王芳', '王芳的妈']);
  const said = await person('赵敏', GRID_ONE).says('报名 1、9');
  expect(said.join('\n')).toMatch(/赵敏已报名“清洁家园”[\s\S]*没有找到这个活动/);
  expect(await names(1)).toContain('赵敏');
  // A number with the title of another is asked about.
  expect(await person('周建国', GRID_ONE).says('报名 1 义诊')).toEqual([
    expect.stringContaining('有好几个活动，请带上编号'),
  ]);
});

describe('what is said of an open activity is about coming to it, and no report', () => {
  const said = [
    ['垃圾分类宣传我去不了了，孩子病了', []],
    ['我想去垃圾分类宣传', ['张三']],
    ['垃圾分类宣传我去不了，让给别人', []],
    ['帮我报一下垃圾分类宣传谢谢', ['张三']],
    ['不好意思啊那个周六的垃圾分类宣传我去不成了家里来客人', []],
    ['小积你好我是三号楼的张三我要报名周六上午九点的垃圾分类宣传', ['张三']],
    ['我不去了', []],
    ['垃圾分类宣传，3人', ['张三', '张三+1', '张三+2']],
    ['垃圾分类宣传我不想去了', []],
    ['垃圾分类宣传带上我和我妈', ['张三', '张三的妈']],
    ['垃圾分类宣传我妈去不了，我自己去', ['张三']],
  ] satisfies [string, string[]][];
  test('each in turn, in a direct chat', async () => {
    const { person, names, heard } = await withActivities(
      '发布招募 垃圾分类宣传 周六上午9点 2小时 小广场 招20人',
      '发布招募 义诊 周日上午9点 2小时 小广场 招20人',
    );
    const zhang = person('张三', 'direct');
    await zhang.says('报名 1');
    const listed: typeof said = [];
    for (const [words] of said) {
      await zhang.says(words);
      listed.push([words, (await names()).sort()]);
    }
    expect(listed).toEqual(said.map(([words, there]) => [words, [...there].sort()]));
    expect(heard('积分评审组')).toEqual([]);
  });
});

describe('only whoever is named does not come', () => {
  test('a relative is taken off alone, however it is said', async () => {
    const { person, names } = await withActivities();
    const zhang = person('张三', 'direct');
    for (const words of ['1我妈不去了', '周六我妈去不了了', '我妈周六去不了了', '取消报名 1 我妈妈']) {
      await zhang.says('报名 1 我和我妈');
      expect([words, ...(await zhang.says(words))]).toEqual([words, '张三的妈已取消报名“清洁家园”。']);
      expect(await names()).toEqual(['张三']);
    }
  });

  test('取消1 is the sign-up of whoever has one and no report of that number', async () => {
    const { person, names } = await withActivities();
    const zhang = person('张三', GRID_ONE);
    expect(await zhang.says('取消1')).toEqual([expect.stringContaining('#1')]);
    await zhang.says('报名 1');
    expect(await zhang.says('取消1')).toEqual(['张三已取消报名“清洁家园”。']);
    expect(await names()).toEqual([]);
  });

  test('who is not on the list takes nobody off', async () => {
    const { person, names } = await withActivities();
    const zhang = person('张三', 'direct');
    await zhang.says('报名 1 我和我妈');
    expect(await zhang.says('周六我家那位去不了')).toEqual([expect.stringContaining('的名单里没有')]);
    expect(await names()).toEqual(['张三', '张三的妈']);
  });
});

describe('a shift is signed up for by the words of the notice', () => {
  test.each([
    ['岗位：老年人信息登记员2人、搬运5人', '报名 1 老年人信息登记员', '老年人信息登记员', '1'],
    ['班次：上午9点到10点5人、上午10点到11点5人', '报名 1 上午10点到11点', '上午10点到11点', '2'],
    ['岗位：digging2人、watering5人', 'sign up 1 Watering', 'watering', '2'],
    ['岗位：登记2人、搬运5人', '报名 1 我和我妈 搬运', '搬运', '2'],
    ['岗位：登记2人、搬运5人', '报名 1 搬运 2人', '搬运', '2'],
  ])('%s: %s', async (jobs, words, job, shift) => {
    const { person, rows } = await withActivities(`发布招募 清洁家园 周六上午9点 2小时 小广场 ${jobs}`);
    const [said = ''] = await person('张三', GRID_ONE).says(words);
    expect(said).toContain(job);
    expect(said).not.toContain('请说明报哪个');
    expect(new Set((await rows()).map(({ shift }) => shift))).toEqual(new Set([shift]));
  });

  test('another job than one’s own, and too few places in it: the answer says what to send', async () => {
    const { person, rows } = await withActivities(
      '发布招募 清洁家园 周六上午9点 2小时 小广场 岗位：搬运2人、清扫5人',
    );
    const zhang = person('张三', GRID_ONE);
    await person('王芳', GRID_ONE).says('报名 1 搬运');
    expect(await zhang.says('报名 1 搬运 2人')).toEqual([
      expect.stringContaining('先发“取消报名 1”，再发“报名 1 搬运 1人”'),
    ]);
    await zhang.says('取消报名 1');
    await zhang.says('报名 1 搬运');
    expect(await zhang.says('报名 1 清扫')).toEqual([
      '您现在报的是搬运，要换请先发：取消报名 1，再发：报名 1 清扫',
    ]);
    expect(await zhang.says('报名 1')).toEqual([expect.stringContaining('已经报过')]);
    expect((await rows()).map(({ name, shift }) => `${name} ${shift}`)).toEqual(['王芳 1', '张三 1']);
  });
});

describe('a card of the bot is answered in plain words', () => {
  test('a job of the notice is named in it', async () => {
    const { person, names, rows } = await withActivities(
      '发布招募 包饺子 周六上午9点 2小时 活动室 岗位：和面2人、擀皮5人、包饺子3人',
    );
    const zhang = person('张三', GRID_ONE);
    for (const [words, shift, count] of [
      ['和面', '1', 1],
      ['我擀皮', '2', 1],
      ['洗碗+1', undefined, 0],
      ['擀皮+1', '2', 1],
      ['第一个', '1', 1],
      ['我和老伴擀皮', '2', 2],
    ] as const) {
      await zhang.quotes('【招募】包饺子', words);
      expect([words, (await rows())[0]?.shift, (await names()).length]).toEqual([words, shift, count]);
      await zhang.says('取消报名 1');
    }
    expect(await zhang.says('报名 1')).toEqual([expect.stringContaining('请说明报哪个')]);
    await zhang.says('报名 1 包饺子');
    expect((await rows())[0]?.shift).toBe('3');
    expect(await zhang.quotes('【招募】包饺子', '好活动')).toEqual([]);
  });

  test('a job that is full is not changed to, and more than it ever takes do not wait for it', async () => {
    const { person, names } = await withActivities(
      '发布招募 包饺子 周六上午9点 2小时 活动室 岗位：和面2人、擀皮5人',
    );
    const zhang = person('张三', GRID_ONE);
    await zhang.says('报名 1 擀皮');
    expect(await person('王芳', GRID_ONE).says('报名 1 和面 3人')).toEqual([
      '“包饺子”的和面一共只招 2 人，坐不下这么多，还没有报名。请少报几位或分开报别的岗位，例如：报名 1 和面 2人',
    ]);
    await person('王芳', GRID_ONE).says('报名 1 和面 2人');
    expect(await zhang.says('报名 1 和面')).toEqual(['您现在报的是擀皮，给您留着；和面已经满了，换不了。']);
    expect(await person('周建国', GRID_ONE).says('报名 1 擀皮 5人')).toEqual([
      expect.stringContaining('“包饺子”的擀皮只剩 4 个名额'),
    ]);
    expect((await names()).length).toBe(8);
  });

  test('the notice', async () => {
    const { person, names } = await withActivities();
    const wang = person('王芳', GRID_ONE);
    for (const words of ['我和老伴', '我和我老公都去', '两个人', '+1', '我去']) {
      await wang.quotes('【招募】', words);
      expect([words, (await names()).length]).toEqual([words, /[和两]/.test(words) ? 2 : 1]);
      await wang.says('取消报名 1');
    }
  });

  test('the confirmation and the reminders', async () => {
    const { person, names, clock, passTime } = await withActivities();
    const zhang = person('张三', GRID_ONE);
    const cannot = ['不去了', '不去', '我有事来不了', '那我去不了了', '我去不了'];
    const leaves = async (card: string) => {
      for (const words of cannot) {
        await zhang.says('报名 1');
        const said = await zhang.quotes(card, words);
        expect([card, words, ...said]).toEqual([card, words, '张三已取消报名“清洁家园”。']);
      }
      await zhang.says('报名 1');
    };
    await leaves('张三已报名');
    clock.set('2025-11-14T19:00+08:00');
    await passTime();
    await leaves('【明天的活动】');
    clock.set('2025-11-15T08:00+08:00');
    await passTime();
    await leaves('【马上开始】');
    expect(await names()).toEqual(['张三']);
  });

  test('news of a free place: 好的，我去 keeps it, 我去不了 passes it on', async () => {
    const { person, rows } = await withActivities('发布招募 清洁家园 周六上午9点 2小时 小广场 招1人');
    await person('张三', GRID_ONE).says('报名 1');
    await person('王芳', GRID_ONE).says('报名 1');
    await person('陈静', GRID_TWO).says('报名 1');
    await person('张三', GRID_ONE).says('不去 1');
    expect((await rows())[0]).toMatchObject({ name: '王芳', declineBy: expect.any(Date) });
    await person('王芳', GRID_ONE).quotes('有空位了', '好的，我去');
    expect((await rows())[0]).toMatchObject({ name: '王芳', state: 'in' });
    expect((await rows())[0]?.declineBy).toBeUndefined();
    await person('王芳', GRID_ONE).quotes('有空位了', '我去不了');
    expect((await rows()).map(({ name, state }) => `${name} ${state}`)).toEqual(['陈静 in']);
  });
});

describe('of several people, only those are meant of whom it is said', () => {
  test('who goes and who does not, in one breath', async () => {
    const { person, names } = await withActivities();
    const zhang = person('张三', GRID_ONE);
    await zhang.says('报名 1 我和我妈');
    await zhang.quotes('已报名“清洁家园”', '我不去了，我妈去');
    expect(await names()).toEqual(['张三的妈']);
    await zhang.quotes('【招募】清洁家园', '我去，我老伴不去');
    expect(await names()).toEqual(['张三的妈', '张三']);
    await zhang.says('不去 1 我妈腿疼，我去');
    expect(await names()).toEqual(['张三']);
    await person('王芳', GRID_ONE).quotes('【招募】清洁家园', '我就不去了，我老伴去');
    expect(await names()).toEqual(['张三', '王芳的老伴']);
  });

  test.each([
    '取消报名1，孩子发烧了',
    '不去 1，我妈住院了',
    '取消报名 1 两个人',
    '不去 1 全家',
    '1不去了',
    '我去不了1了',
  ])('%s is for the speaker and who came along', async (words) => {
    const { person, names } = await withActivities();
    const zhang = person('张三', GRID_ONE);
    await zhang.says('报名 1 我和我妈');
    await zhang.says(words);
    expect(await names()).toEqual([]);
  });

  test('the list’s own words, and several activities at once', async () => {
    const { person, names } = await withActivities(NOTICE, '发布招募 义诊 周日上午9点 2小时 小广场 招20人');
    const zhang = person('张三', GRID_ONE);
    await zhang.says('报名 1 我和我妈');
    await zhang.says('报名 2');
    expect(await zhang.says('取消报名 1 张三的妈妈')).toEqual(['张三的妈已取消报名“清洁家园”。']);
    await zhang.says('取消报名 1、2');
    expect([await names(1), await names(2)]).toEqual([[], []]);
    for (const words of ['报名 清洁家园和义诊', '报名1/2', '报名一号活动还有二号活动']) {
      await zhang.says(words);
      expect([words, await names(1), await names(2)]).toEqual([words, ['张三'], ['张三']]);
      await zhang.says('取消报名 1、2');
    }
  });
});

test.each(['我不去', '我去不了', '不去了谢谢', '取消', '算了'])(
  'who was signed up by somebody else quotes the news: %s',
  async (words) => {
    const { person, names } = await withActivities();
    await person('张三', GRID_ONE).says('帮陈静报名 1');
    await person('陈静', 'direct').quotes('帮您报名了', words);
    expect(await names()).toEqual([]);
  },
);

test('a guest who registers later is on the list once, and can leave it', async () => {
  const { person, names } = await withActivities();
  await person('张三', GRID_ONE).says('帮刘洋报名 1');
  const liu = person('刘洋', GRID_ONE);
  await liu.says('登记 3-2-602 刘洋');
  await person('孙丽', '网格员工作群').quotes('【登记', '通过');
  expect(await liu.says('报名 1')).toEqual([expect.stringContaining('刘洋已经报过')]);
  expect(await names()).toEqual(['刘洋']);
  await liu.says('不去 1');
  expect(await names()).toEqual([]);
  await person('张三', GRID_ONE).says('帮刘洋报名 1');
  await liu.says('报名 1');
  expect(await names()).toEqual(['刘洋']);
});

describe('what an activity is, and whether one is on its list', () => {
  test('is answered in a direct chat, by its number, its title or by what is asked', async () => {
    const { person } = await withActivities(
      `${NOTICE} 备注：自带手套`,
      '发布招募 义诊 周日上午9点 2小时 活动室 招1人',
    );
    await person('王芳', GRID_ONE).says('报名 2');
    const zhang = person('张三', 'direct');
    expect(await zhang.says('我的报名')).toEqual(['您还没有报名活动。发“活动列表”看正在招募的。']);
    await zhang.says('报名 1 我和我妈');
    await zhang.says('报名 2');
    for (const words of ['活动1', '清洁家园', '清洁家园几点开始', '1还有名额吗', '周六的活动在哪里'])
      expect([words, await zhang.says(words)]).toEqual([
        words,
        [expect.stringMatching(/^1\. 清洁家园[\s\S]*小广场[\s\S]*自带手套[\s\S]*已报名：张三、张三的妈/)],
      ]);
    expect(await zhang.says('义诊我排第几')).toEqual([expect.stringContaining('候补：张三，排第一位')]);
    for (const words of ['我报上名了吗', '我报了哪些活动', '在哪集合', '要带什么'])
      expect([words, await zhang.says(words)]).toEqual([
        words,
        [expect.stringMatching(/^您报名的活动：\n1\. 清洁家园.*小广场[\s\S]*\n2\. 义诊.*活动室.*候补/)],
      ]);
    expect(await zhang.says('am I on the list for 1?')).toEqual([expect.stringContaining('Signed up: 张三')]);
    expect(await zhang.says('今天有活动吗')).toEqual([expect.stringMatching(/^那天没有正在招募的活动/)]);
  });
});

test('talk among neighbours signs nobody up and is not answered', async () => {
  const { person, names } = await withActivities(NOTICE, '发布招募 义诊 周日上午9点 2小时 小广场 招20人');
  for (const words of [
    '报名1号线地铁的摄影比赛',
    '不来 2 个人',
    '报名 1 对 1 的辅导班，有优惠的家长可以找我',
    '报名 1 小的家长看过来',
    '帮孩子报名 1 小',
    '报名 1 医院体检',
    '报名 1 对夫妻',
    '报名 1 批',
    '报名 1 辆车',
    '报名参加清洁家园的邻居记得带手套',
    '报名清洁家园的在群里吱一声',
    '报名义诊的老人注意',
    '报名周六的清洁家园还来得及不',
    '报名清洁家园挺积极啊',
    '报名清洁家园就对了',
    '报名 清洁家园 真不错',
    '报名 1 已满',
    '报名 1 截止了',
    '报名 1 区',
    '报名 1 车友会',
    '报名 1 百米跑',
    '报名 1 免费体验课',
    '报名 1 只要9块9',
    '报名 2 路公交线路调查',
    'join 1 more group',
    'join 2 of us for mahjong',
    'sign up 1 friend get 10 off',
  ])
    expect(await person('张三', GRID_ONE).says(words)).toEqual([]);
  for (const title of ['周六清洁家园的志愿马甲尺码', '周六清洁家园马甲领取', '清洁家园志愿服尺码'])
    await person('张三', GRID_ONE).postsSolitaire(`#接龙\n${title}\n\n1. 张三\n2. 王芳`);
  expect(await names()).toEqual([]);
  await person('张三', GRID_ONE).postsSolitaire('#接龙\n周六清洁家园 请穿马甲\n\n1. 张三\n2. 王芳');
  expect(await names()).toEqual(['张三', '王芳']);
});
