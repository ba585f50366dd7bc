import type { AnyHandler, Permission, Reach } from '#src/handler.ts';
import type { IntentDefinition } from '#src/understanding/define.ts';
import type { Role } from '#src/understanding/intent.ts';
import type { IntentName } from '#src/understanding/intents/index.ts';

/** Everybody whom the table has a column for. `nobody` is on no roster. */
export const EVERYBODY = ['resident', 'committee', 'grid-worker', 'storekeeper', 'admin', 'nobody'] as const;
export type Anybody = (typeof EVERYBODY)[number];

/** Answered where messages are received, to whoever was asked: they are nobody's capability. */
const CONVERSATION: readonly IntentName[] = ['confirm', 'decline', 'none'];

const CAPABILITIES: Record<string, [chinese: string, english: string]> = {
  claim: ['申报', 'Reports'],
  review: ['评审', 'Review'],
  inspection: ['检查', 'Inspections'],
  points: ['积分', 'Points'],
  audit: ['查证', 'Audit'],
  rules: ['细则', 'Rules'],
  leaderboard: ['排行榜', 'Leaderboards'],
  publicity: ['公示', 'Publicity'],
  objection: ['异议', 'Objections'],
  activity: ['活动', 'Activities'],
  team: ['队伍', 'Teams'],
  solitaire: ['接龙', '#接龙 lists'],
  supermarket: ['积分超市', 'Points supermarket'],
  catalog: ['商品', 'Catalog'],
  redemption: ['兑换', 'Redemptions'],
  stock: ['库存', 'Stock'],
  merchant: ['合作商家', 'Merchants'],
  sponsor: ['捐助', 'Sponsors'],
  request: ['诉求', 'Requests'],
  visit: ['走访', 'Visits'],
  notice: ['通知', 'Notices'],
  resident: ['名册', 'Roster'],
  room: ['群', 'Groups'],
  role: ['角色', 'Roles'],
  admin: ['首位管理员', 'First admin'],
  report: ['报表', 'Sheets'],
  data: ['个人数据', 'Personal data'],
  help: ['帮助', 'Help'],
};

/** Whether somebody may say something about a household that is their own, or another's. */
export function allows(may: Permission, who: Anybody, whose: 'own' | 'others'): boolean {
  if (may === 'anyone') return true;
  const reach: Reach | undefined = who === 'nobody' ? undefined : may[who as Role];
  return reach === 'all' || reach === whose;
}

/**
 * docs/roles.md: every intent against every role, own household and others', as the handlers say.
 *
 * @throws Error when a capability has no name in the list above.
 */
export function rolesPage(
  definitions: ReadonlyMap<IntentName, IntentDefinition>,
  handlers: ReadonlyMap<IntentName, AnyHandler>,
): string {
  const intents = [...definitions.keys()].filter((name) => !CONVERSATION.includes(name));
  const groups = Map.groupBy(intents, (name) => name.split('.')[0] ?? name);
  const tables = [...groups].map(([prefix, names]) => {
    const titles = CAPABILITIES[prefix];
    if (!titles) throw new Error(`scripts/roles/page.ts: say what the capability ${prefix} is called`);
    return [
      `## ${titles.join(' · ')}`,
      '',
      ...HEAD,
      ...names.map((name) => row(name, definitions, handlers)),
    ].join('\n');
  });
  return `${[INTRODUCTION, ...tables].join('\n\n')}\n`;
}

const INTRODUCTION = `# 谁能说什么 · Who may say what

本页由 \`npm run roles\` 从代码生成，不要手改；与代码不符时测试不通过。

- 每格是“自家／别家”：✓ 能办，– 不能办。例如评审委员评审申报是 –／✓：不评自家，只评别家。
- 一个人可以有几种身份，有一种身份能办就能办；但自家的申报，谁也不能自己评审。
- 只管某个网格的身份，只在那个网格里有效。
- “居民”指名册上有住户的人；“不在名册”指还没登记的人。
- “不分家”的事（看细则、发招募）两边都是 ✓。
- 细则里写明的条目权限（谁能申报、谁能奖励、谁能扣分）在此之上再收紧。

This page is made from the code by \`npm run roles\`; don't change it by hand. Each cell reads own household／others'. A person may hold several roles, and any one that allows is enough, but nobody decides on their own household's reports. A role that was given for one grid ends at that grid. What is nobody's household in particular is ✓ on both sides. The rulebook narrows further who may report, award or deduct an item.`;

const HEAD = [
  '| 说什么 what | 意图 intent | 居民 resident | 评审委员 committee | 网格员 grid worker | 超市管理员 storekeeper | 社区管理员 admin | 不在名册 nobody |',
  '|---|---|---|---|---|---|---|---|',
];

function row(
  name: IntentName,
  definitions: ReadonlyMap<IntentName, IntentDefinition>,
  handlers: ReadonlyMap<IntentName, AnyHandler>,
): string {
  const help = definitions.get(name)?.help;
  const what = [help?.zh.what, help?.en.what].filter(Boolean).join(' · ');
  const handler = handlers.get(name);
  const cells = handler
    ? EVERYBODY.map((who) =>
        (['own', 'others'] as const).map((whose) => mark(handler.may, who, whose)).join('／'),
      )
    : ['未做 not built', ...EVERYBODY.slice(1).map(() => '')];
  return `| ${[what, `\`${name}\``, ...cells].join(' | ')} |`;
}

function mark(may: Permission, who: Anybody, whose: 'own' | 'others'): '✓' | '–' {
  return allows(may, who, whose) ? '✓' : '–';
}
