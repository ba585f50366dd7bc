/** The words by which people speak of who comes along. All of it is folded: simplified, half-width, lower case. */

const kin =
  '妈妈?|老妈|母亲|爸爸?|老爸|父亲|爹|娘|爸妈|父母|老伴儿?|老头子?|老太太?|老太婆|那口子|当家的|老公|老婆|爱人|媳妇儿?|先生|太太|对象|丈夫|妻子|男朋友|女朋友|儿子|女儿|闺女|姑娘|小孩子?|孩子|娃儿?|宝宝|儿媳妇?|女婿|孙子|孙女儿?|外孙女?|外甥女?|侄子|侄女|哥哥?|姐姐?|弟弟?|妹妹?|嫂子?|姐夫|妹夫|弟媳妇?|弟妹|爷爷?|奶奶?|姥姥|姥爷|外婆|外公|公公|婆婆|岳父|岳母|丈人|丈母娘|亲家母?|叔叔?|婶婶?|伯伯|伯父|伯母|阿姨|姑姑|姑妈|姑父|舅舅|舅妈|小舅子|姨妈?|姨父|邻居|朋友|同事|同学|闺蜜|室友|保姆|家属|亲戚|老大|老二|老三|老四|老幺';

const kinEnglish =
  '(?:grand)?(?:mother|father|ma|pa|parent|son|daughter|child)|mum|mom|mommy|mummy|dad|daddy|wife|husband|kid|boy|girl|brother|sister|aunt|uncle|cousin|friend|neighbou?r|partner|colleague';

/** The commonest of the family names: a word with one of them is hardly any other word. */
export const commonFamily =
  '[王李张刘陈杨黄赵吴周徐孙朱胡郭林郑谢罗梁宋唐许韩冯邓曹彭曾肖董袁潘蒋蔡余杜叶程苏魏吕丁任姚卢姜崔钟谭陆汪贾夏韦付邹孟熊秦邱薛闫侯龚邵]';
const kinWord = `(?:大|二|三|四|五|六|小|老|表|堂|干|亲)?(?:${kin})`;

/** 我妈, 我们家的老二, 老伴, 她妈: somebody's relative, as the group `kin`; 张三的妈, 王大锤家老二 say whose. */
export const relative = new RegExp(
  `^(?:(?:我|俺|咱|我们|咱们|俺们)(?:家里?)?的?|(?:她|他|ta)(?:家)?的?|家里的?)?(?<kin>${kinWord})$|^(?:my|our|her|his|the|a) (?<kinEnglish>${kinEnglish})$`,
);
export const relativeOf = new RegExp(
  `^(?<whose>[\\u4e00-\\u9fff·]{2,5}?)(?:家的?|的|[她他])(?:${kinWord}|那口子)$`,
);

const number = '(?:\\d{1,3}|[一二两俩仨三四五六七八九十]{1,3}|two|three|four|five|six)';
const together =
  '我们?家?|俺们?家?|咱们?家?|一家子?|全家|家里|家|老|小|夫妻|夫妇|母女|母子|父子|父女|爷孙|祖孙|婆媳|爷儿?|娘儿?|姐妹|姊妹|姐弟|兄弟|兄妹|哥儿?|姐儿?|一行|总|共|一共|总共|合计|改成|改为|改到|变成|就|是|来|去|都|大人|小孩';

/** 3人, 我家两口, 一家三口, 老两口, 我们俩, 改成2人: all who come, the speaker among them, as `n` or `few`. */
export const total = new RegExp(
  `^(?:(?:${together})*(?<n>${number}) ?(?:个?人|位|名|口人?|口子|people|persons?|of us)|(?:${together})*(?<few>俩|仨)人?|(?:我们家?|咱们?家?|俺们?家?|我家)(?<several>${number})个|(?:(?:a )?family of|(?:the|all|for) ?|we are) ?(?<en>\\d{1,2}|two|three|four|five|six|both)(?: of us)?)(?:一起|一块儿?|都去|都来)*$`,
);

/** 夫妻, 母女: two, without a number. */
export const pair =
  /^(?:我们?|俺们?|咱们?)?(?:夫妻|夫妇|母女|母子|父子|父女|爷孙|祖孙|婆媳|[老小]?两口子?|老两口)(?:[俩2两]个?人?)?(?:一起|都去|都来)?$/;
/** 父子两个, 广场舞队8个人: the number is of those who are named before it. */
export const groupOf =
  /^[\u4e00-\u9fff]{0,8}(?:夫妻|夫妇|母女|母子|父子|父女|爷孙|祖孙|婆媳|姐妹|兄弟|娘儿?|爷儿?|队|团|组|单位|公司|家|班)(?<n>\d{1,2}|[两三四五六七八九十]{1,2})(?:个人?|人|位|口人?|名)$/;
/** 爸妈, 父母: two people in one word, as the list calls them. */
export const couples: Record<string, [string, string]> = {
  爸妈: ['爸', '妈'],
  爸爸妈妈: ['爸', '妈'],
  父母: ['爸', '妈'],
  公婆: ['公公', '婆婆'],
  爷爷奶奶: ['爷爷', '奶奶'],
  岳父岳母: ['岳父', '岳母'],
};
/** 我弟弟妹妹: two relatives in a row. */
export const twoRelatives = new RegExp(
  `^(?<mine>(?:我|俺|咱)(?:们?家)?的?)?(?<first>${kinWord})(?<second>${kinWord})$`,
);
/** 王姐刘姐: two people in a row, each with a title. */
export const twoTitled = new RegExp(
  `^(?<first>${commonFamily}(?:姐|哥|叔|姨|婶|嫂|阿姨|奶奶|爷爷|大妈|大爷|大姐|大哥|老师|师傅))(?<second>${commonFamily}(?:姐|哥|叔|姨|婶|嫂|阿姨|奶奶|爷爷|大妈|大爷|大姐|大哥|老师|师傅))$`,
);
/** 三楼小李, 对门李奶奶: where somebody lives, before what they are called. */
export const whereTheyLive =
  /^(?:[\d一二三四五六七八九十]{1,3}[楼层号栋单元室门]+|对门|对面|楼[上下]|隔壁|门口)的?(?<who>[\u4e00-\u9fff]{2,4})$/;
/** 老王两口子: whoever it is comes with a wife or husband. */
export const withSpouse = /^(?<who>.{2,5})(?:两口子?|夫妻俩?|夫妇俩?)$/;

/** 两大一小, 大人2个小孩1个. */
export const grownAndSmall = new RegExp(
  `^(?:大人(?<grown>${number})[个位]?小孩(?<small>${number})[个位]?|(?<grown2>${number})[个位]?大(?:人)?(?<small2>${number})[个位]?小(?:孩)?)$`,
);

/** 都去, 也来, 一起参加: that they come says nothing of who they are. */
export const alsoCome =
  /(?:(?:也|都|一起|一块儿?|一同)+(?:要|想|会|能|可以)?(?:去|来|参加|报名)?|(?<=[妈爸伴公婆人子女友事居们])(?:要|想|会|能|可以)?(?:去|来|参加))(?=[\s,;。!~)]|$)/g;

/** 两个孩子, 1人, 一个: so many more, when 带 or 加 stands before it. */
export const several = new RegExp(
  `^(?<n>${number}) ?(?:个|位|名|口)?(?:(?<kin>${kinWord})|[老小好]?(?:姐妹|兄弟|哥们|伙伴|街坊|战友|队友|老乡|朋友|同学|同事|闺蜜|邻居)们?|大人|老人|人|同伴|客人|guests?|friends?|people|others?|kids?|children|more)?$`,
);

/** A number of people that nobody can count. */
export const vague =
  /^(?:(?:我们?家?|俺们?家?|咱们?家?|带上?|和|跟|还有)*(?:好?几[个位名口].{0,4}|[一两三四五六]+[两三四五六七八][个位].{0,3}|些.{1,3}|全家人?|一家人|一家子|一大家子?|家里人|家人们?|大家伙|全体.{0,4}|若干人?|a few.*|some .*|several.*|everybody|(?:my |the |whole )+family))$/;

/** What has the shape of a name or a relative, and is none. */
export const nobody = new RegExp(
  [
    '^(?:[中共]?党员.*|[共]?团员|群众|干部|志愿者.*|义工|队员|居民|业主|住户|本小区.*|家长|老师|(?:小|初中|高中|中|大)?学生|高中生|大学生|年轻人|老年人',
    '谢谢.*|多谢.*|感谢.*|辛苦.*|麻烦.*|加油.*|支持.*|收到.*|好的?|可以|明白.*|知道.*|高兴.*|欢迎.*|恭喜.*',
    '马上.*|方便.*|安全.*|平安.*|安排.*|应该.*|全程.*|全勤|全天|时间.*|单独.*|成功.*|尚未.*|都.*|那.*|于.*|和大家.*|经常.*|常来|万一.*|向前.*|路上.*|白天.*|毕竟.*|关于.*|计划.*|后面.*|后来.*|晚.*|白班.*|夜班.*|早班.*|中班.*|全班|任意.*|随便.*|相关.*|车.*|成年.*|包.*|饭.*|水.*|花.*|双.*|左右|喜欢.*|乐意.*|温.*水|安静|康复.*',
    '大家.*|队伍.*|你们?|您|他们?|她们?|自己人|各位.*|别人|老乡们|周[一二三四五六日末].*|(?:上|下|中)午.*|请假.*|.*工具|.*手套|.*扫[帚把]|.*(?:到|去|来|参加|了|的|吧|着|过|班|岗|组|队|点|分钟|小时|集合|活动|报名|招募)$',
    '我?去|我?来|一起|一块儿?|参加|报名|不好意思|抱歉|对不起|因为.*|有事.*|临时.*|家里有.*|要?加班.*|生病.*|感冒.*|去不了了?|来不了了?|不去了?|不来了?|不参加了?|because.*|sorry.*|thanks?.*|please|late|ok|okay|yes)$',
  ].join('|'),
);

/** 不带孩子, 可能带老伴, without my wife: nobody comes along, or nobody knows yet. */
export const comesAlone =
  /(?:不|没有?|别|未|勿|甭|可能|也许|或许|大概|说不定|无法|没法|不一定)(?:能|会|想|要|用|方便|可以|打算|准备|再|确定|知道|让|敢|得|一定|好|许|了|是)*(?:带|领|携|捎|加|叫|拉|算|陪|[和跟与同])|\b(?:without|maybe|perhaps|(?:not|won't|can't|cannot|don't)(?: be)? (?:bringing|bring|with))\b/;

/** 李奶奶, 老王, 小张, 老李头: nobody says so of anything but people. */
export const titled = new RegExp(
  `^(?:[老小阿大]${commonFamily}头?|(?:[老小大])?[\\u4e00-\\u9fff]{1,3}(?:奶奶|爷爷|阿姨|叔叔?|大爷|大妈|大娘|大伯|婆婆|伯伯|嫂子?|姐姐?|哥|师傅|主任|老师|书记|委员|医生|经理|站长|组长|姨|婶|爷|奶|伯|大姐|大哥))$`,
);

/** What joins people (和, 、) and what brings them along (带, 加); a thing may be brought along, too. */
export const joins = /^(?:、|和|跟|与|同|还有|以及|叫上|拉上|算上|陪|&|and)$/;
export const link =
  /还有|以及|[再多]?加上?|[再多][带报来]|外加|另加|携|捎上?|[领带][上着]?了?|叫上|拉上|算上|陪|同(?![事学伴志])|[和跟与、&]|\+(?!\s*\d)/;
export const linkEnglish = /(?:\s*[,;&]\s*)?\b(?:and|with|plus|bringing|bring)\b|[,;&]|\+(?!\s*\d)/;
