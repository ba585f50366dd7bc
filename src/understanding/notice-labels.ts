/** What a labelled line of a notice tells: 活动地点：小广场 is a place. */
export type Field =
  | 'title'
  | 'content'
  | 'time'
  | 'gatheringTime'
  | 'end'
  | 'duration'
  | 'place'
  | 'gatheringPlace'
  | 'capacity'
  | 'jobs'
  | 'wanted'
  | 'publish'
  | 'rooms'
  | 'note'
  | 'remark';

/** A label of a notice and what stands behind it, as positions in the text. */
export interface LabelledLine {
  field: Field;
  /** The label's own words. */
  label: string;
  /** Where the label begins, with the number or picture before it. */
  start: number;
  /** Where the value begins, and where its line ends or the next label begins. */
  from: number;
  end: number;
}

const LABELS: [Field, string][] = [
  ['publish', '发布时间|定时发布|定时|publish at'],
  ['title', '活动名称|活动主题|活动标题|标题|主题|名称|项目名称|title|what'],
  ['content', '活动内容|服务内容|志愿服务内容|内容|活动项目|服务项目|项目|服务事项|工作内容|任务|活动'],
  ['time', '活动时间|服务时间|志愿服务时间|活动日期|开始时间|时间|日期|时段|开始|time|when|date'],
  ['gatheringTime', '集合时间|集中时间|签到时间|报到时间'],
  ['end', '结束时间|结束'],
  ['duration', '时长|服务时长|活动时长|志愿时长|用时|需时|预计|duration'],
  ['place', '活动地点|服务地点|志愿服务地点|活动地址|活动场地|地点|地址|place|where|location'],
  ['gatheringPlace', '集合地点|集中地点|签到地点|报到地点|集合点|集合'],
  [
    'capacity',
    '招募人数|招募名额|招募数量|需要人数|需求人数|志愿者人数|活动人数|人数限制|人数|名额|人员|capacity|people',
  ],
  [
    'jobs',
    '(?:招募|志愿者|志愿服务|服务|活动)?岗位(?:\\d{1,2}|[一二三四五六七八九十])?(?:及|和|与)?(?:人数|名额|需求|设置|安排|分工)?|分工|班次|分班|场次|jobs|roles|shifts',
  ],
  ['wanted', '招募志愿者|招募需求|人员需求|需要志愿者|需求|需要|现需|急需|招募'],
  ['rooms', '发布到|发到|发布群|发布范围|发送范围|范围|群|rooms'],
  [
    'note',
    '活动要求|招募要求|招募条件|报名要求|报名条件|服务要求|人员要求|志愿者要求|要求|条件|注意事项|温馨提示|活动说明|备注|说明|提示|note|notes|remarks',
  ],
  // What their words would not tell without the label: 着装：红马甲.
  [
    'remark',
    '(?:活动|服务|招募|参加|参与|报名|面向)?对象|参加人员|着装(?:要求)?|携带物品|自备物品|物品|报名方式|报名时间|报名截止(?:时间)?|截止时间|联系人|联系电话|联系方式|电话|咨询电话|负责人|领队|带队|组织者|主办(?:单位|方)?|承办(?:单位|方)?|保障|服务保障|福利|奖励|交通|乘车',
  ],
];
const anyLabel = LABELS.map(([, words]) => words).join('|');
const fields = LABELS.map(([field, words]) => ({ field, named: new RegExp(`^(?:${words})$`) }));

/** What a line of a list begins with: 一、 (2) 3. * 🕘. */
const listMark =
  '(?:[(]?(?:[一二三四五六七八九十]{1,2}|\\d{1,2})(?:[)]?[、.](?!\\d)|[)])|\\d\\u20e3|[-*·•●◆■▪★☆※➤▶►▷○◎]|\\p{Extended_Pictographic}[\\u{1f3fb}-\\u{1f3ff}]?) ?';
export const LIST_MARKS = new RegExp(`^ *(?:${listMark})+`, 'u');

const [open, close] = ['[【〖[]', '[】〗\\]]'];
const head = `(?:${open}(?:${anyLabel})${close}|(?:${anyLabel}) ?:)`;
/** ①时间 was folded to 1时间. */
const mark = `(?:${listMark}|(?<!\\d[:.]?)\\d{1,2}(?=(?:${anyLabel}) ?[: ]))`;
/** 【活动时间】 needs no colon, nor does a label that has the line to itself or stands behind a mark. */
const labelled = new RegExp(
  `(?<=^|[\\s,;。:!】\\ue000])(?:(?:${mark}){0,3}(?:${open}(?<boxed>${anyLabel})${close} ?:?|(?<plain>${anyLabel})(?: ?:| *(?=\\n)))|(?:${mark}){1,3}(?<marked>${anyLabel}) )(?<value>[^\\n]{0,300}?)(?=$|\\n|(?:[\\s,;。]+(?:${mark}){0,3}|(?:${mark}){1,3})${head}|[\\s,;。]+(?:${mark}){1,3}(?:${anyLabel}) )`,
  'gu',
);

/** The labelled lines of a notice (folded), in order; several may stand on one line. */
export function findLabels(text: string): LabelledLine[] {
  return Array.from(
    text.matchAll(labelled),
    ({ index, 0: whole, groups: { boxed, plain, marked, value = '' } = {} }) => {
      const label = boxed ?? plain ?? marked ?? '';
      const end = index + whole.length;
      const field = fields.find(({ named }) => named.test(label))?.field ?? 'remark';
      return { field, label, start: index, from: end - value.length, end };
    },
  );
}
