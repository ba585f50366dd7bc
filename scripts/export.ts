/**
 * `npm run export -- awards|ledger|publicity PERIOD FILE`: writes an .xlsx, while the bot runs or not, and changes
 * nothing. The data is found as the bot finds it: MONGODB_URI, else the embedded store in DATA_FOLDER.
 */
import { writeFile } from 'node:fs/promises';
import { BadInput } from '#src/bad-input.ts';
import { type Community, readCommunities } from '#src/community/community.ts';
import { communityModels } from '#src/community/schema.ts';
import { type Config, readConfig, readEnvironment } from '#src/config.ts';
import { Honours } from '#src/honours/honours.ts';
import { Ledger } from '#src/ledger/ledger.ts';
import { ledgerModels } from '#src/ledger/schema.ts';
import type { Sheet } from '#src/pictures/sheet.ts';
import { sheetFile } from '#src/pictures/sheet-file.ts';
import { periodOf } from '#src/publicity/periods.ts';
import { Publicity } from '#src/publicity/publicity.ts';
import { publicityModels } from '#src/publicity/schema.ts';
import { openData } from './audit/open-data.ts';
import { endWith, readArguments } from './read-arguments.ts';

const USAGE = `npm run export -- COMMAND PERIOD FILE.xlsx [--practice] [--community ID]

  awards 2025 out.xlsx         评优名单和依据记录 (nominations of a year, with the records behind them)
  ledger 2025-11 out.xlsx      积分台账：年 2025、季度 2025-Q4、月 2025-11 (every journal of a year, quarter or month)
  publicity 2025-11 out.xlsx   公示名单 (a posted list, as it was posted)

  --practice                   练习数据 (the data of practice mode)
  --community ID               哪个社区；只有一个时不用写 (which community; not needed where there is one)`;

async function main(): Promise<number> {
  const { values, positionals } = readArguments(USAGE, {
    practice: { type: 'boolean', default: false },
    community: { type: 'string' },
  });
  const [command, period, file] = positionals;
  if (!command || !period || !file) endWith(USAGE, 2);
  const config = readConfig(readEnvironment());
  const community = communityOf(config, values.community);
  const store = await openData(config, values);
  try {
    const ledger = ledgerModels(store.connection);
    const people = communityModels(store.connection);
    const publicity = new Publicity(publicityModels(store.connection), new Ledger(ledger), people);
    const honours = new Honours(ledger, people, publicity);
    const sheet = await sheetOf(command, period, community, honours);
    await writeFile(file, await sheetFile(sheet));
    const rows = sheet.tabs.map((tab) => `${tab.name} ${tab.rows.length}`).join('，');
    console.log(`已写入 (written)：${file}（${rows}）`);
    return 0;
  } finally {
    await store.close();
  }
}

function sheetOf(command: string, words: string, community: Community, honours: Honours): Promise<Sheet> {
  const period = periodOf(words);
  const expected = command === 'awards' ? ['year'] : ['year', 'quarter', 'month', 'week'];
  if (!period || !expected.includes(period.kind))
    throw new BadInput(
      `${words}：${command === 'awards' ? '请写年份，如 2025 (expected a year)' : '请写 2025、2025-Q4 或 2025-11 (expected a year, quarter or month)'}`,
    );
  switch (command) {
    case 'awards':
      return honours.awardsSheet(community, period.from, new Date());
    case 'ledger':
      return honours.ledgerSheet(community, period, 'all');
    case 'publicity':
      return honours.publicitySheet(community, period.key, 'all');
    default:
      throw new BadInput(`没有 ${command} 这个命令 (no such command)\n\n${USAGE}`);
  }
}

function communityOf({ communityFiles }: Config, named: string | undefined): Community {
  const communities = readCommunities(communityFiles);
  const [only, ...others] = communities.values();
  const community = named === undefined && others.length === 0 ? only : communities.get(named ?? '');
  if (!community)
    throw new BadInput(
      `请用 --community 写明社区 (say which community)：${[...communities.keys()].join('、')}`,
    );
  return community;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(error instanceof BadInput ? error.message : error);
    process.exitCode = 1;
  },
);
