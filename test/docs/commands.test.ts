import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createApp } from '#src/app.ts';
import { readCommunity } from '#src/community/community.ts';
import { storeFolderOf } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import { NO_PACE } from '#src/outbox/pace.ts';
import { seedPractice } from '#src/practice/seed.ts';
import { readWorldFile } from '#src/practice/world-file.ts';
import { openEmbeddedStore } from '#src/store/embedded/index.ts';
import { openStore } from '#src/store/store.ts';
import { approval } from '#test/audit/support.ts';
import { ManualClock } from '#test/support/manual-clock.ts';

/**
 * Every command that README and docs name, run as it stands there, in a folder that looks like the project's, with
 * the data of a community that has worked for a month. What a reader has to fill in is filled in.
 */
interface Run {
  /** What stands for a name, a number or an address of one's own. */
  as?: Record<string, string>;
  /** What it reads from its input. */
  reads?: string;
  says: RegExp | string;
  /** It goes on until Ctrl+C, which comes once it has said so. */
  isEnded?: true;
}

const RUNS: Record<string, Run> = {
  "echo '上报 志愿服务 2小时 昨天 扫楼道' | npm run -s understand": { says: '"minutes":120' },
  'echo \'{"text":"改成1.5小时","quote":"待审 #1023 志愿服务 2小时","role":"committee"}\' | npm run -s understand':
    { says: '"intent":"review.adjust"' },
  'npm run understand': { reads: '查积分\n', says: '"intent":"points.check"' },
  'npm run silence': { says: 'FILE...' },
  'npm run silence -- FILE…': { as: { 'FILE…': 'chat.txt' }, says: /0/ },
  'npm run roles': { says: 'docs/roles.md' },

  'npm run rulebook': { says: 'template' },
  'npm run rulebook -- template 细则.xlsx': { says: '细则.xlsx' },
  'npm run rulebook -- check 细则.xlsx': { says: /细则/ },
  'npm run rulebook -- import 细则.xlsx rulebook.yaml': { says: 'rulebook.yaml' },
  'npm run rulebook -- export rulebook.yaml 细则.xlsx': {
    as: { '细则.xlsx': '导出的细则.xlsx' },
    says: '导出的细则.xlsx',
  },
  'npm run rulebook -- export samples/jiashansi/rulebook.yaml 甲细则.xlsx': { says: '甲细则.xlsx' },
  'npm run rulebook -- check samples/hebei/rulebook-2025.yaml samples/hebei/rulebook-2026.yaml': {
    says: 'rulebook-2026.yaml',
  },
  'npm run rulebook -- import 甲细则.xlsx rulebook.yaml --replace': { says: 'rulebook.yaml' },

  'npm run audit': { says: 'verify' },
  'npm run audit -- verify': { says: '完好' },
  'npm run audit -- show 1023': { says: '#1023' },
  'npm run audit -- head': { says: /guihuali \d+:[0-9a-f]{64}/ },
  'npm run audit -- verify --from-head 128:9f3a…': { as: { '128:9f3a…': 'HEAD' }, says: '相符' },
  'npm run export': { says: 'awards' },
  'npm run export -- awards 2025 out.xlsx': { says: 'out.xlsx' },

  'npm run supermarket': { says: 'template' },
  'npm run supermarket -- template': { as: { template: 'template 空表.xlsx' }, says: '空表.xlsx' },
  'npm run supermarket -- template 目录.xlsx': { says: '目录.xlsx' },
  'npm run supermarket -- check 目录.xlsx': { says: /件|种|项/ },
  'npm run supermarket -- import 目录.xlsx': { says: /件|种|项/ },
  'npm run supermarket -- export 现有目录.xlsx': { says: '现有目录.xlsx' },

  'npm run store': { says: 'backup FILE' },
  'npm run store -- check': { says: 'No problems found' },
  'npm run store -- backup FILE': { as: { FILE: 'copy.sqlite' }, says: 'documents' },
  'npm run store -- backup 备份文件': { says: '备份文件' },
  'npm run store -- backup before-moving.sqlite': { says: 'before-moving.sqlite' },
  'npm run store -- restore FILE': { as: { FILE: 'copy.sqlite --folder restored' }, says: 'Restored' },
  'npm run store -- export DIRECTORY': { as: { DIRECTORY: 'exported' }, says: 'exported' },
  'npm run store -- export moving': { says: 'moving' },
  'npm run store -- import DIRECTORY': { as: { DIRECTORY: 'exported --folder imported' }, says: 'documents' },
  'npm run store -- import moving --uri "mongodb://HOST/?replicaSet=rs0"': {
    as: { '--uri "mongodb://HOST/?replicaSet=rs0"': '--uri "SERVED"' },
    says: 'documents',
  },
  'npm run store -- serve --port 27017': { as: { 27017: '0' }, says: /There is no password/, isEnded: true },
};
/** Run elsewhere: by CI, by the page's test, or, being timings, by people. */
const ELSEWHERE = /^npm (?:ci|start|test|run bench)\b/;

const PAGES = ['.', 'docs'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== 'CHANGELOG.md')
    .map((name) => join(folder, name)),
);

/** Every command on the pages: whole lines of ```sh, and `npm …` between backticks. */
function documented(): Set<string> {
  const commands = new Set<string>();
  for (const page of PAGES) {
    const text = readFileSync(page, 'utf8');
    for (const [, block = ''] of text.matchAll(/```sh\n([^`]*)```/g))
      for (const line of block.split('\n')) if (line.includes('npm ')) commands.add(line.trim());
    for (const [, command = ''] of text.matchAll(/`(npm [^`\n]+)`/g)) commands.add(command.trim());
  }
  return new Set([...commands].filter((command) => !ELSEWHERE.test(command)));
}

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiaoji-docs-'));
  for (const name of ['package.json', 'samples', 'scripts', 'src', 'handlers', 'docs', 'node_modules'])
    symlinkSync(resolve(name), join(folder, name));
  writeFileSync(join(folder, 'chat.txt'), '今天天气真好\n');
  const now = new Date('2025-12-01T10:00+08:00');
  const store = await openStore({
    folder: storeFolderOf({ dataFolder: join(folder, 'data') }, 'live'),
    database: 'xiaoji',
  });
  const community = readCommunity('samples/guihuali/community.yaml');
  const app = createApp({
    store,
    communities: new Map([[community.id, community]]),
    evidenceFolder: join(folder, 'data', 'live', 'evidence'),
    contacts: { members: async () => [], roomTopic: async () => '' },
    model: undefined,
    pace: NO_PACE,
    clock: new ManualClock('2025-12-01T10:00+08:00'),
    log: createLog('silent'),
  });
  const world = readWorldFile('samples/guihuali/practice.yaml');
  const history = Array.from({ length: 25 }, (_, index) => ({
    ...(world.history[index % world.history.length] as (typeof world.history)[number]),
    daysAgo: 25 - index,
  }));
  await seedPractice({ ...world, history }, { app, store, community, now });
  await store.inTransaction(() => app.services.audit.record([approval(1023)]));
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every command of the documentation is run here, and nothing else', () => {
  expect(Object.keys(RUNS).sort()).toEqual([...documented()].sort());
});

test.for(Object.entries(RUNS))('%s', async ([command, { as = {}, reads = '', says, isEnded }]) => {
  let line = command;
  for (const [word, own] of Object.entries(as)) line = line.replace(word, await filledIn(own));
  const { code, out } = await sh(line, { reads, ...(isEnded ? { endAfter: says } : {}) });
  expect(out).toMatch(says);
  expect(code).toBe(0);
});

/** The head that was noted on paper, and the address of the MongoDB that data is moved to. */
async function filledIn(own: string): Promise<string> {
  if (own.includes('SERVED')) {
    const mongodb = await openEmbeddedStore({ folder: join(folder, 'elsewhere'), port: 0 });
    onTestFinished(() => mongodb.close());
    return own.replace('SERVED', mongodb.uri);
  }
  if (!own.includes('HEAD')) return own;
  const { out } = await sh('npm run -s audit -- head');
  return own.replace('HEAD', /(\d+:[0-9a-f]{64})/.exec(out)?.[1] ?? '');
}

function sh(
  line: string,
  { reads = '', endAfter }: { reads?: string; endAfter?: RegExp | string } = {},
): Promise<{ code: number; out: string }> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn('bash', ['-c', line], { cwd: folder, env: { PATH, HOME }, detached: true });
  let out = '';
  const hear = (chunk: Buffer) => {
    out += chunk;
    if (endAfter && child.pid && out.search(endAfter) >= 0) process.kill(-child.pid, 'SIGINT');
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  child.stdin.end(reads);
  return new Promise((done) => child.on('close', (code) => done({ code: code ?? 0, out })));
}
