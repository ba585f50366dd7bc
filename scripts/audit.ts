/**
 * `npm run audit -- verify|head|show`: looks at the audit log and the ledger, while the bot runs or not, and changes
 * nothing. The data is found as the bot finds it: MONGODB_URI, else the embedded store in DATA_FOLDER.
 */
import { auditModels } from '#src/audit/schema.ts';
import type { NotedHead } from '#src/audit/verify.ts';
import { BadInput } from '#src/bad-input.ts';
import { readCommunities } from '#src/community/community.ts';
import { type Config, readConfig, readEnvironment } from '#src/config.ts';
import { ledgerModels } from '#src/ledger/schema.ts';
import { openData } from './audit/open-data.ts';
import { headLines, verifyBooks } from './audit/verify.ts';
import { endWith, readArguments } from './read-arguments.ts';

const USAGE = `npm run audit -- COMMAND [--practice] [--community ID]

  verify                    核对存证链和积分账 (checks the audit log and the ledger)
         --from-head N:HASH 与纸上抄下的校验码对照 (compares with a head that was noted on paper)
  head                      打印每个社区存证的最后编号和校验码 (prints where each community's log ends)
  show NUMBER ...           与群里“查证 1023”看到的一样 (what 查证 1023 shows)

  --practice                看练习数据 (the data of practice mode)
  --community ID            哪个社区；只有一个时不用写 (which community; not needed where there is one)`;

const { values, positionals } = readArguments(USAGE, {
  practice: { type: 'boolean', default: false },
  community: { type: 'string' },
  'from-head': { type: 'string' },
});

async function main(): Promise<number> {
  const [command, ...rest] = positionals;
  if (!['verify', 'head', 'show'].includes(command ?? '')) endWith(USAGE, 2);
  const config = readConfig(readEnvironment());
  const numbers = rest.map(numberIn);
  if (command === 'show' && numbers.length === 0)
    throw new BadInput('请写编号，例如 (say which card)：npm run audit -- show 1023');
  const needsCommunity = command === 'show' || values['from-head'] !== undefined;
  const community = needsCommunity ? communityOf(config) : '';
  const noted = values['from-head'] ? notedIn(values['from-head'], community) : undefined;
  const store = await openData(config, values);
  try {
    if (command === 'show') {
      // The whole bot is loaded for this one only.
      const { showTrails } = await import('./audit/show.ts');
      print(await showTrails(store, readCommunities(config.communityFiles), community, numbers));
      return 0;
    }
    const audit = auditModels(store.connection);
    if (command === 'head') {
      print(await headLines(audit));
      return 0;
    }
    const { lines, isSound } = await verifyBooks({ audit, ledger: ledgerModels(store.connection) }, noted);
    print(lines);
    return isSound ? 0 : 1;
  } finally {
    await store.close();
  }
}

function communityOf({ communityFiles }: Config): string {
  const ids = [...readCommunities(communityFiles).keys()];
  const named = values.community ?? (ids.length === 1 ? ids[0] : undefined);
  if (named === undefined || !ids.includes(named))
    throw new BadInput(`请用 --community 写明社区 (say which community)：${ids.join('、')}`);
  return named;
}

/** `128:9f3a…`, with at least 16 digits of the hash. */
function notedIn(text: string, community: string): NotedHead {
  const match = /^(\d{1,12})[:：]([0-9a-f]{16,64})$/i.exec(text.trim());
  if (!match)
    throw new BadInput(
      `--from-head ${text}：请写成 编号:校验码，至少 16 位 (expected NUMBER:HASH, 16 digits or more)`,
    );
  return { community, seq: Number(match[1]), hash: (match[2] ?? '').toLowerCase() };
}

function numberIn(text: string): number {
  const number = Number(text.replace(/^#/, ''));
  if (!Number.isSafeInteger(number) || number < 1)
    throw new BadInput(`${text} 不是编号 (is not a card's number)`);
  return number;
}

function print(lines: string[]): void {
  for (const line of lines) console.log(line);
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof BadInput ? error.message : error);
  process.exitCode = 2;
}
