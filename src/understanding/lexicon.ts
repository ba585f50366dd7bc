/** Words that several rules share, as sources of regular expressions over folded text. */

/** Verbs of reporting that leave no doubt. */
export const reportVerb =
  '(?:上报|申报|补报|填报|报送|上传|上报一下|申报一下|提交申报|申请积分|记工时|报工时|报时长|报积分|登记工时)(?:一下|下|个|一个|一条|:)?';
/** Verbs of reporting that mean other things too; a deed must follow. */
export const looseReportVerb =
  '(?:汇报|报告|报备|登记|记录|记|报|打卡|录入|录|登|填|加)(?:一下|下|个|一个|一条|一笔|上)?';
export const reportVerbEnglish = '(?:report|log|submit|record|add|claim)(?:ing)?';

export const approveWords =
  '(?:审核通过|评审通过|予以通过|准予通过|一致通过|一致同意|通过了?|同意了?|批准|核准|准了|批了|没问题|没意见|无异议|可以的?|行的?|好的?|赞成|赞同|认可|属实|支持|ok(?:ay)?|yes|approved?|pass(?:ed)?|lgtm|agreed?|fine|sure|👍[🏻🏼🏽🏾🏿]?|👌[🏻🏼🏽🏾🏿]?|✅|✔|\\[强\\]|\\[ok\\])';
/** The ones that can stand beside numbers without a card. */
export const approveVerb =
  '(?:审核通过|评审通过|予以通过|准予通过|一致通过|通过|同意|批准|核准|approve|pass|ok)';
export const rejectVerb =
  '(?:驳回|不予通过|不能通过|不通过|不同意|不批准|不批|拒绝|退回|打回|否决|不予认可|不认可|不属实|reject|deny|decline|refuse|disapprove)';

/** A grid by number or name: 一网格, 第3网格, 东片网格. */
export const gridName =
  '(?:第?[零一二三四五六七八九十\\d]{1,3}号?网格(?!员)|[\\u4e00-\\u9fff]{1,6}网格(?!员)|grid ?\\d{1,3})';

const roleWords: [string, 'resident' | 'committee' | 'grid-worker' | 'storekeeper' | 'admin'][] = [
  [
    '超市管理员|积分超市管理员|仓库管理员|库管员?|仓管员?|超市店长|storekeeper|shopkeeper|store keeper',
    'storekeeper',
  ],
  ['网格员|网格长|网协员|电管家|网格工作者|grid[ -]?workers?', 'grid-worker'],
  [
    '评审委员会成员|评审委员|评审员|评审组成员|评审组|评议员|评议小组成员|评议组成员|评委|委员|两委成员|两委|村民代表|居民代表|committee members?|committee|reviewers?',
    'committee',
  ],
  ['社区管理员|群管理员|系统管理员|管理员|admins?|administrators?', 'admin'],
  ['普通居民|居民|residents?', 'resident'],
];

/** Source of an expression for any role's name. */
export const roleName = `(?:${roleWords.map(([words]) => words).join('|')})`;

/** The role that a name means. */
export function readRole(
  words: string,
): 'resident' | 'committee' | 'grid-worker' | 'storekeeper' | 'admin' | undefined {
  return roleWords.find(([source]) => new RegExp(`^(?:${source})$`).test(words))?.[1];
}

/** Whether words put something off or doubt it: nothing is decided on them. */
export const holdsBack =
  /先别|先不|别批|别急|等等|等一下|等下|稍等|缓一缓|再说|再看|再议|再核|再想|核实一下|待定|不太|有点|好像|似乎|应该|可能|要不|看看|看一下|问一下|wait|hold on|not sure|maybe/;
