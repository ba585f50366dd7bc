import {
  type CellKind,
  day,
  deductions,
  id,
  oneOf,
  someOf,
  text,
  time,
  whole,
  words,
  yesNo,
} from './cells.ts';

/** One column of a table, or one line of a form: its heading, what it fills in, and what people are told about it. */
export interface Field {
  header: string;
  /** Path inside the row's entry, or inside the rulebook for forms. One that begins with @ says where the entry goes. */
  key: string;
  kind: CellKind;
  note: string;
  /** The table whose 编号 may stand here. */
  from?: string;
}

export interface Layout {
  name: string;
  /** A form has one field a line, a table one entry a row. */
  shape: 'form' | 'table';
  about: string;
  fields: Field[];
}

const field = (header: string, key: string, kind: CellKind, note: string, from?: string): Field => ({
  header,
  key,
  kind,
  note,
  ...(from ? { from } : {}),
});

const offices: [string, string][] = [
  ['committee', '评审委员'],
  ['grid-worker', '网格员'],
  ['admin', '社区管理员'],
];
const reporters: [string, string][] = [
  ['resident', '居民'],
  ['committee', '评审委员'],
  ['grid-worker', '网格员'],
  ['storekeeper', '超市管理员'],
  ['admin', '社区管理员'],
];
const month: [string, string] = ['month', '月'];
const quarter: [string, string] = ['quarter', '季'];
const year: [string, string] = ['year', '年'];
const week: [string, string] = ['week', '周'];
const postedEvery = oneOf([week, month, quarter]);
const dayNote = '按周写 1（星期一）到 7；按月、按季写当月（季的第一个月）几日，1 到 28。默认 1';
const chainNote = '评审链的编号。不填用类别的，再没有用第一条';
const named = (what: string): Field[] => [
  field('编号', 'id', id, `必填，${what}的代号，定了不要改`),
  field('名称', 'name.zh', text, '必填，给居民看的名字'),
  field('英文名', 'name.en', text, '不填就用编号'),
];

/** The sheets of a regulation as a workbook, in order. The sheet 说明 comes first and is only for people. */
export const LAYOUTS: Layout[] = [
  {
    name: '版本',
    shape: 'form',
    about: '这一版细则的总设置，一行一项，填在“内容”列。',
    fields: [
      field('版本号', 'version', text, '必填，如 2025-1。单元格格式请用文本'),
      field('生效日期', 'from', day, '这一天起做的事按本版计分。默认 2000-01-01'),
      field('截止日期', 'until', day, '最后一天。不填就用到下一版生效'),
      field('出处', 'source', text, '文件名或会议，给人看'),
      field('上报期限天数', 'reportWithinDays', whole, '做完以后几天内要上报，1 到 400，默认 92'),
      field('可以欠分', 'mayOwe', yesNo, '扣分后总分能不能低于 0，默认是'),
      field('自由加减分上限', 'discretion.most', whole, '条目以外一次最多加减几分。不填就不许'),
      field('自由加减分由谁提出', 'discretion.awardedBy', someOf(offices), '默认评审委员'),
      field('自由加减分评审链', 'discretion.chain', id, '默认第一条评审链', '评审环节'),
    ],
  },
  {
    name: '类别',
    shape: 'table',
    about: '条目的分类，可以没有。',
    fields: [...named('类别'), field('评审链', 'chain', id, '这一类都走的评审链，不填用第一条', '评审环节')],
  },
  {
    name: '条目',
    shape: 'table',
    about: '加分和扣分的行为，一行一条。',
    fields: [
      ...named('条目'),
      field('别名', 'aliases', words, '居民的其他叫法，不能和别的条目重复'),
      field('类别', 'category', id, '类别的编号', '类别'),
      field(
        '加分或扣分',
        'kind',
        oneOf([
          ['credit', '加分'],
          ['deduct', '扣分'],
        ]),
        '默认加分',
      ),
      field(
        '计分方式',
        'pays.per',
        oneOf([
          ['hour', '按小时'],
          ['time', '按次'],
          ['unit', '按数量'],
          ['choice', '按档次'],
          ['state', '按状态'],
        ]),
        '必填。按状态：检查合格的户每期加一次',
      ),
      field('分值', 'pays.points', whole, '必填，1 到 10000。按档次的不填，写在“分档”表'),
      field(
        '取整',
        'pays.round',
        oneOf([
          ['half-up', '四舍五入'],
          ['down', '舍去'],
          ['up', '进位'],
        ]),
        '只用于按小时，默认四舍五入',
      ),
      field('步长分钟', 'pays.step', whole, '只用于按小时：满几分钟算一步，1 到 240，默认 1'),
      field('单位', 'pays.unit.zh', text, '只用于按数量，如 公斤'),
      field('单位英文', 'pays.unit.en', text, '不填就用中文单位'),
      field('每期', 'pays.every', oneOf([month, quarter, year]), '只用于按状态，默认年'),
      field(
        '凭证',
        'evidence',
        oneOf([
          ['optional', '可选'],
          ['required', '必须'],
        ]),
        '要不要照片，默认可选',
      ),
      field(
        '谁可上报',
        'reportedBy',
        someOf(reporters),
        '默认居民、网格员。扣分和按状态的不填；不许人上报填“无”',
      ),
      field('谁可评定', 'awardedBy', someOf(offices), '谁可以直接加、扣或认定，默认评审委员'),
      field('评审链', 'chain', id, chainNote, '评审环节'),
    ],
  },
  {
    name: '分档',
    shape: 'table',
    about: '按档次计分的条目有哪几档，一行一档，至少两档。',
    fields: [
      field('条目', '@item', id, '必填，条目的编号', '条目'),
      field('档次编号', 'id', id, '必填'),
      field('名称', 'name.zh', text, '必填，如 示范庭院'),
      field('英文名', 'name.en', text, '不填就用编号'),
      field('分值', 'points', whole, '必填，1 到 10000'),
    ],
  },
  {
    name: '上限',
    shape: 'table',
    about: '一段时间里最多加几分或几次，一行一个上限。',
    fields: [
      field(
        '范围',
        '@scope',
        oneOf([
          ['item', '条目'],
          ['category', '类别'],
          ['all', '全部'],
        ]),
        '必填',
      ),
      field('编号', '@id', id, '条目或类别的编号，范围是全部时不填'),
      field(
        '对象',
        'for',
        oneOf([
          ['household', '每户'],
          ['person', '每人'],
        ]),
        '默认每户',
      ),
      field('周期', 'every', oneOf([['day', '日'], month, quarter, year]), '必填，按做事的日期算'),
      field('最多几分', 'points', whole, '和“最多几次”填一个'),
      field('最多几次', 'times', whole, '和“最多几分”填一个'),
    ],
  },
  {
    name: '机构',
    shape: 'table',
    about: '谁来评审。整张表不填就是全体评审委员。',
    fields: [
      ...named('机构'),
      field('角色', 'role', oneOf(offices), '成员须有的角色，默认评审委员'),
      field('须任命', 'appointed', yesNo, '是：只有任命到本机构的人；否：有这个角色的人都算。默认否'),
      field('替补机构', 'standIn', id, '回避以后人数不够时由谁决定', '机构'),
    ],
  },
  {
    name: '评审环节',
    shape: 'table',
    about:
      '一行一个环节，同一条评审链的环节按先后排在一起。第一条评审链是默认的。只填评审链、不填机构，就是没有环节、提出即生效，只给扣分、按状态和谁可上报填“无”的条目用。',
    fields: [
      field('评审链', '@chain', id, '必填，评审链的编号'),
      field('链名称', '@name.zh', text, '写在该链第一行，可不填'),
      field('链英文名', '@name.en', text, '不填就用编号'),
      field('环节名称', 'name.zh', text, '可不填'),
      field('环节英文名', 'name.en', text, '不填就用中文'),
      field('机构', 'body', id, '必填，由谁决定', '机构'),
      field('几人同意', 'agree', whole, '1 到 100，默认 1'),
      field('至少几人', 'atLeast', whole, '回避、弃权后不够人时，几人同意也算'),
      field('几人反对驳回', 'rejections', whole, '1 到 100，默认 1'),
      field('可改分', 'adjust', yesNo, '这个环节能不能改分值，默认是'),
      field('可同人再评', 'samePeople', yesNo, '前面环节评过的人，这一环节能不能再评，默认否'),
      field('期限天数', 'days', whole, '几天没处理就提醒，两倍天数算逾期'),
      field(
        '逾期',
        'overdue',
        oneOf([
          ['remind', '只提醒'],
          ['escalate', '上交'],
          ['approve', '算通过'],
        ]),
        '默认只提醒',
      ),
      field('上交机构', 'escalateTo', id, '逾期上交时填', '机构'),
      field('清单周期', 'list.every', postedEvery, '填了就按期列成一张清单来评，不填就一条一条评'),
      field('清单日', 'list.day', whole, dayNote),
      field('清单时间', 'list.time', time, '默认 09:00'),
      field('按网格分', 'list.perGrid', yesNo, '一个网格一张清单，默认否'),
      field('开会决定', 'meeting', yesNo, '由管理员录入决议，要有清单周期，默认否'),
    ],
  },
  {
    name: '公示与榜单',
    shape: 'form',
    about: '公示、异议、红黑榜。哪一段全不填，就不做哪一样。',
    fields: [
      field('公示周期', 'publicity.every', postedEvery, '默认月'),
      field('公示日', 'publicity.day', whole, dayNote),
      field('公示时间', 'publicity.time', time, '默认 09:00'),
      field('公示天数', 'publicity.days', whole, '几天内可以提异议，1 到 60，默认 7'),
      field(
        '公示姓名',
        'publicity.names',
        oneOf([
          ['masked', '隐去一部分'],
          ['full', '全名'],
        ]),
        '默认隐去一部分',
      ),
      field('异议机构', 'publicity.objections.body', id, '由谁处理异议', '机构'),
      field('异议几人同意', 'publicity.objections.agree', whole, '默认 1'),
      field('异议至少几人', 'publicity.objections.atLeast', whole, '人不够时几人也算'),
      field('异议几人反对驳回', 'publicity.objections.rejections', whole, '默认 1'),
      field('异议答复天数', 'publicity.objections.days', whole, '1 到 60'),
      field('榜单周期', 'lists.every', oneOf([month, quarter, year]), '默认季'),
      field('榜单日', 'lists.day', whole, '第一个月几日，1 到 28，默认 1'),
      field('榜单时间', 'lists.time', time, '默认 09:00'),
      field('红榜名额', 'lists.red.places', whole, '1 到 100，默认 10'),
      field('红榜最少分', 'lists.red.least', whole, '默认 1'),
      field('黑榜低于', 'lists.black.below', whole, '低于几分上黑榜，0 或负数。三行全不填就没有黑榜'),
      field('黑榜名额', 'lists.black.places', whole, '默认 10'),
      field(
        '黑榜发给',
        'lists.black.to',
        oneOf([
          ['committee', '评审群'],
          ['residents', '居民群'],
        ]),
        '默认评审群',
      ),
    ],
  },
  {
    name: '活动',
    shape: 'form',
    about: '活动招募。全不填就用默认。',
    fields: [
      field('活动条目', 'activities.item', id, '活动名称对不上条目时，按哪一条计分', '条目'),
      field('候补回复分钟', 'activities.declineWithinMinutes', whole, '5 到 2880，默认 120'),
      field(
        '候补不回复',
        'activities.unanswered',
        oneOf([
          ['keeps', '保留名额'],
          ['passes', '让给下一位'],
        ]),
        '默认保留名额',
      ),
      field('缺席几次', 'activities.noShows.limit', whole, '缺席几次就暂停报名。三行全不填就不暂停'),
      field('缺席几天内', 'activities.noShows.withinDays', whole, '在几天里数'),
      field('暂停报名天数', 'activities.noShows.pauseDays', whole, '停几天'),
    ],
  },
  {
    name: '评优',
    shape: 'table',
    about: '一年一次的荣誉，可以没有。',
    fields: [
      ...named('评优'),
      field(
        '评谁',
        'of',
        oneOf([
          ['households', '户'],
          ['people', '个人'],
        ]),
        '必填',
      ),
      field(
        '按什么排',
        'by',
        oneOf([
          ['points', '积分'],
          ['hours', '时长'],
        ]),
        '默认积分',
      ),
      field('名额', 'places', whole, '1 到 200，默认 10'),
      field('最少分', 'conditions.least', whole, '默认 1'),
      field('最少类别数', 'conditions.categories', whole, '至少几个类别有分'),
      field('不得有的扣分', 'conditions.withoutDeductions', deductions, '一年里不得有的扣分'),
    ],
  },
];

export const ABOUT = '说明';

export function layoutOf(name: string): Layout | undefined {
  return LAYOUTS.find((layout) => layout.name === name);
}
