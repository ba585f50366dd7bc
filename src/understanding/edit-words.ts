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
