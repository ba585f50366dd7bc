/** What people say beside a sign-up that is about their coming, and so no word about anything else. Folded text. */
const remark = new RegExp(
  `^(?:${[
    // Of themselves, and how and when they come.
    '(?:我|俺|本人|自己|咱).{0,16}',
    '(?:可能|大概|估计|应该|一定|保证|肯定)*(?:会|要|得|能)?(?:准时|按时|及时|提前|稍晚|稍后|晚点?|早点?|迟到?|随时|全程|半程|先|中途|[上中下]午|早上|晚上|\\d{1,2}[点:]).{0,12}',
    '(?:可能|也许|大概|说不定|不一定|自己|都|也|不|没|别|不能|没法|不会)*(?:自带|带|开车|骑车|走路|步行|坐车|打车).{0,10}',
    '(?:都)?(?:会|可以|擅长|想|愿意|不会|不能|能|负责|随便|都行|都可以|服从|哪个).{0,12}',
    '(?:明天|后天|当天|周[一二三四五六日末]).{0,6}',
    // Courtesy.
    '(?:谢谢|多谢|感谢|辛苦|麻烦|加油|支持|收到|好的?$|没问题|必须|期待|祝|对不起|不好意思|抱歉|拜托|ok|请).{0,12}',
    // Who they are.
    '(?:中共)?(?:党员|团员|群众|预备党员|入党.{0,4}|志愿者|义工|退休.{0,6}|在职.{0,4}|.{0,4}(?:教师|老师|医生|护士|学生)|新人|新手|第[一二三\\d]次.{0,6}|男|女|\\d{1,2}岁|业主|居民|租户)',
    '(?:姓名|电话|手机|性别|年龄|住址|地址|门牌|微信).{0,24}|1\\d{10}|\\d{1,3}(?:-\\d{1,4}){1,3}.{0,8}|\\d{1,3}[栋号幢楼]楼?.{0,14}',
    '.{0,4}(?:过敏|素食|吃素|忌口|高血压|糖尿病|不舒服|腰疼|腿疼|怀孕).{0,4}',
    // In English.
    "(?:i|i'll|i'm|will|can|could|late|early|maybe|perhaps|without|no|not|bringing|see you|thanks?|sorry|on time)\\b.{0,40}",
  ].join('|')})$`,
);

/** Whether it is about the coming of whoever signs up: 我晚点到, 自带手套, 党员. 已满 and 车友会 are not. */
export function isRemark(words: string): boolean {
  return remark.test(words.toLowerCase());
}
