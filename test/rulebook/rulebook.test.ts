import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BadInput } from '#src/bad-input.ts';
import { readCommunity } from '#src/community/community.ts';
import { readRulebook } from '#src/rulebook/read-rulebook.ts';
import { pointsFor } from '#src/rulebook/rulebook.ts';
import type { Item } from '#src/rulebook/schema.ts';

const perHour: Item = {
  id: 'volunteer',
  name: { zh: '志愿服务', en: 'volunteering' },
  aliases: [],
  kind: 'credit',
  pays: { per: 'hour', points: 10, round: 'half-up', step: 1 },
  caps: [],
  evidence: 'optional',
  reportedBy: ['resident'],
  awardedBy: ['committee'],
};
const perTime: Item = { ...perHour, id: 'mediation', pays: { per: 'time', points: 20 } };

describe('what a deed is worth', () => {
  test.each([
    // An hour of volunteering is ten points (Xinglong community, Qianjiang).
    [perHour, { minutes: 60 }, 10],
    [perHour, { minutes: 120 }, 20],
    [perHour, { minutes: 90 }, 15],
    [perHour, { minutes: 50 }, 8],
    [perHour, { minutes: 45 }, 8],
    [perHour, { minutes: 2 }, 0],
    [perHour, { minutes: 3 }, 1],
    [perTime, {}, 20],
    [perTime, { quantity: 3 }, 60],
  ])('%o %o -> %i', (item, amount, points) => {
    expect(pointsFor(item, amount)).toBe(points);
  });
});

const folder = mkdtempSync(join(tmpdir(), 'xiaoji-files-'));
function fileOf(content: string | Buffer): string {
  const path = join(
    folder,
    `${Math.abs(Buffer.from(content).reduce((hash, byte) => (hash * 31 + byte) | 0, 7))}.yaml`,
  );
  writeFileSync(path, content);
  return path;
}
const messageOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof BadInput) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('a rulebook file that can’t be used says where and why', () => {
  const item = (change: string) =>
    `version: "1"\nitems:\n  - id: a\n    name: { zh: 甲, en: a }\n    ${change}\n`;
  test.each([
    ['no such file', '/nowhere/rulebook.yaml', /读不到文件 .*ENOENT/],
    ['broken YAML', fileOf('version: "1"\nitems: [\n'), /第 \d+ 行格式有误/],
    ['empty', fileOf(''), /第 1 行/],
    ['not UTF-8', fileOf(Buffer.from([0x76, 0xff, 0xfe, 0x41])), /不是 UTF-8/],
    ['unknown unit', fileOf(item('pays: { per: day, points: 5 }')), /第 5 行 items\.0\.pays\.per/],
    [
      'negative points',
      fileOf(item('pays: { per: hour, points: -5 }')),
      /第 5 行 items\.0\.pays\.points：至少 1 分/,
    ],
    ['half a point', fileOf(item('pays: { per: hour, points: 1.5 }')), /第 5 行 .*整数分/],
    ['a key that is not known', fileOf(item('pays: { per: hour, points: 5 }\n    pionts: 5')), /pionts/],
    [
      'the same id twice',
      fileOf(
        `${item('pays: { per: hour, points: 5 }')}  - id: a\n    name: { zh: 乙, en: b }\n    pays: { per: hour, points: 5 }\n`,
      ),
      /条目编号 a 出现了两次/,
    ],
    [
      'the same word for two items',
      fileOf(
        `${item('pays: { per: hour, points: 5 }')}  - id: b\n    name: { zh: 甲, en: b }\n    pays: { per: hour, points: 5 }\n`,
      ),
      /“甲”同时是 a 和 b/,
    ],
    ['far too large', fileOf(`# ${'x'.repeat(1024 * 1024)}\nversion: "1"`), /超过 1 MB/],
  ])('%s', (_, path, message) => {
    expect(messageOf(() => readRulebook(path))).toMatch(message);
  });
});

describe('a community file that can’t be used says where and why', () => {
  const rulebook = fileOf(
    'version: "1"\nitems:\n  - id: a\n    name: { zh: 甲, en: a }\n    pays: { per: hour, points: 5 }\n',
  )
    .split('/')
    .at(-1);
  const community = (rest: string) => fileOf(`id: test\nname: 测试\nrulebook: ${rulebook}\n${rest}`);
  test.each([
    ['no grids', community('grids: []\n'), /grids：至少要有一个网格/],
    [
      'a building in two grids',
      community('grids:\n  - { name: 甲, buildings: ["1"] }\n  - { name: 乙, buildings: ["1"] }\n'),
      /1 号楼同时属于甲和乙/,
    ],
    [
      'a time that is none',
      community('grids:\n  - { name: 甲, buildings: ["1"] }\nleaderboard: { time: "25:00" }\n'),
      /第 6 行 leaderboard\.time/,
    ],
    [
      'a rulebook that is not there',
      fileOf('id: test\nname: 测试\nrulebook: none.yaml\ngrids:\n  - { name: 甲, buildings: ["1"] }\n'),
      /none\.yaml/,
    ],
  ])('%s', (_, path, message) => {
    expect(messageOf(() => readCommunity(path))).toMatch(message);
  });
});
