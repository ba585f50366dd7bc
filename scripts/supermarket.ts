/**
 * `npm run supermarket -- template|check|import|export`: the catalogue of the points supermarket as an Excel file.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadInput } from '#src/bad-input.ts';
import { EvidenceFolder } from '#src/claims/evidence-folder.ts';
import { type Community, readCommunities } from '#src/community/community.ts';
import { folderOf, readConfig, readEnvironment } from '#src/config.ts';
import { outboxModels } from '#src/outbox/schema.ts';
import { sheetFile } from '#src/pictures/sheet-file.ts';
import { ensureIndexes } from '#src/store/ensure-indexes.ts';
import { openStore } from '#src/store/store.ts';
import type { CatalogRow } from '#src/supermarket/catalog-columns.ts';
import { readCatalog } from '#src/supermarket/catalog-file.ts';
import { catalogSheet, EXAMPLES } from '#src/supermarket/catalog-sheet.ts';
import { importCatalog } from '#src/supermarket/import-catalog.ts';
import { supermarketModels } from '#src/supermarket/schema.ts';
import { Shelf } from '#src/supermarket/shelf.ts';
import { Wishes } from '#src/supermarket/wishes.ts';

const USAGE = `npm run supermarket -- 命令 (COMMAND)

  template 目录.xlsx         生成带例子和说明的空表 (a workbook to fill in)
  check 目录.xlsx            只检查，不改动 (checks a file, changes nothing)
  import 目录.xlsx           全部检查通过才写入；库存按表里的数调整 (all or nothing)
  export 目录.xlsx           把现在的目录写成 Excel (what is on offer now)

  --practice                练习数据 (the data of practice mode)
  --community ID            哪个社区；只有一个时不用写 (which community; not needed where there is one)

import 和 export 前请先停下机器人；使用 MongoDB 时不用停 (stop the bot first, unless it uses MongoDB)`;

import { endWith, readArguments } from './read-arguments.ts';

const { values, positionals } = readArguments(USAGE, {
  practice: { type: 'boolean', default: false },
  community: { type: 'string' },
});

async function main(): Promise<number> {
  const [command = '', file, ...others] = positionals;
  if (!file || others.length > 0 || !['template', 'check', 'import', 'export'].includes(command))
    endWith(USAGE, 2);
  if (command === 'template') {
    await write(file, catalogSheet('目录.xlsx', EXAMPLES));
    return 0;
  }
  const config = readConfig(readEnvironment());
  const community = communityOf(readCommunities(config.communityFiles));
  const merchants = community.supermarket.merchants.map(({ name }) => name);
  if (command === 'check') {
    const rows = await readCatalog(file, merchants);
    console.log(`${file} 没有错误，共 ${rows.length} 种商品 (no mistakes, ${rows.length} goods)`);
    return 0;
  }
  const rows = command === 'import' ? await readCatalog(file, merchants) : [];
  const folder = folderOf(config, values.practice ? 'practice' : 'live');
  const store = await openStore({
    ...(config.mongodbUri ? { uri: config.mongodbUri } : {}),
    folder: join(folder, 'store'),
    database: values.practice ? 'xiaoji-practice' : 'xiaoji',
  });
  try {
    const models = supermarketModels(store.connection);
    const shelf = new Shelf(models);
    if (command === 'export') {
      await write(file, catalogSheet('目录.xlsx', (await shelf.listed(community.id)).map(rowOf)));
      return 0;
    }
    const { outbox } = outboxModels(store.connection);
    await ensureIndexes(store.connection);
    const evidence = new EvidenceFolder(join(folder, 'evidence'));
    const done = await importCatalog(rows, {
      path: file,
      community,
      store,
      shelf,
      wishes: new Wishes(models),
      evidence,
      outbox: {
        queue: async (entries) => {
          if (entries.length > 0) await outbox.insertMany(entries, { lean: true });
        },
      },
      now: new Date(),
    });
    console.log(
      `已导入 ${rows.length} 种商品，其中新增 ${done.added} 种，库存调整 ${done.restocked} 种 (imported)`,
    );
    if (done.told > 0)
      console.log(
        `有 ${done.told} 位居民在等这些商品，小积运行时会私信告诉他们 (people who waited will be told)`,
      );
    return 0;
  } finally {
    await store.close();
  }
}

function rowOf({
  _id,
  community,
  listed,
  updatedAt,
  free,
  reserved,
  picture,
  ...facts
}: Awaited<ReturnType<Shelf['listed']>>[number]): CatalogRow {
  return { ...facts, ...(facts.counted ? { stock: free } : {}) };
}

function communityOf(communities: ReadonlyMap<string, Community>): Community {
  const [only, ...others] = [...communities.values()];
  const chosen = values.community
    ? communities.get(values.community)
    : others.length === 0
      ? only
      : undefined;
  if (!chosen)
    throw new BadInput(`请写 --community，可选 (choose one)：${[...communities.keys()].join('、')}`);
  return chosen;
}

async function write(file: string, sheet: Parameters<typeof sheetFile>[0]): Promise<void> {
  if (!file.endsWith('.xlsx')) throw new BadInput(`${file}：文件名要以 .xlsx 结尾 (must end with .xlsx)`);
  if (existsSync(file)) throw new BadInput(`${file} 已经有了，请换一个名字 (exists already)`);
  writeFileSync(file, await sheetFile(sheet));
  console.log(`已写好 (written)：${file}`);
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof BadInput ? error.message : error);
  process.exitCode = 1;
}
