/** 改成, 推迟到, …: what comes after is how it is to be. */
export const becomes =
  '改成|改为|改到|改在|换到|换成|换在|变成|推迟到|提前到|延期到|延后到|挪到|调到|调整为|调整到|加到|增加到|增到|扩招到|扩大到|减到|减少到|缩减到';
/** The same, or 是, or nothing: what may stand between a label and its value. */
export const to = `(?:(?:${becomes}|改|换|设为|定为|是|为|to )[ :]*)?`;

/** What stands before a value and says what it is. */
export const labels = {
  title: '活动名称|活动标题|标题|名称|名字|题目|title',
  place: '活动地点|集合地点|地点|地址|place',
  note: '注意事项|备注|说明|note',
  needs: '活动要求|要求',
  time: '活动时间|开始时间|时间|日期|time',
  length: '服务时长|时长|duration',
  capacity: '招募人数|人数|名额|capacity',
  gathering: '集合时间|集中时间',
  end: '结束时间|收工时间',
} as const;
export const anyLabel = Object.values(labels).join('|');

/** How the words of a change begin that nobody introduced by 修改. */
export const change = [
  `(?:\\S{1,24}[ :]*)?(?:${becomes}).+`,
  '(?:增加|新增|添加|去掉|删除|删掉|不要)(?:一?个)?(?:岗位|班次).+',
  '(?:再?加|也|再|补|改|只|不|别)发(?:布)?(?:(?:到|给|在).+|\\S{1,16}(?:群|网格)\\S{0,3})',
  '(?:推迟|延后|延迟|延期|推后|顺延|提前|提早|延长|缩短|加长).+',
  `(?:\\S{1,12}? ?)?(?:再招|多招|加招|增招|扩招|少招|增加|减少)(?:招)? ?[\\d一二两三四五六七八九十].*`,
  '(?:名额|人数|招募人数)?(?:再?加|增|减|少) ?[\\d一二两三四五六七八九十百]+(?:个?人|个?名额|个|名|位)?',
  '(?:再)?(?:加上?|增加|添加|补充|追加|补上?)(?:一?[个条])?(?:备注|说明|注意事项).+',
  '(?:备注|说明|注意事项)(?:里|中|上)?(?:再|也)?(?:加|增加|添加|补|追加).+',
  '补充(?:一[句下])?[ :].+',
  '(?:改名|更名)(?:为|成|叫|[ :]).+',
  '按\\S{2,16}?计分',
  '不计分',
  '(?:以后|今后|往后|每次|每场).+',
].join('|');
