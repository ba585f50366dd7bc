import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { WorldFile } from '#src/practice/world-file.ts';
import type { OpenCommunity } from '#test/support/open-community.ts';
import { codeIn, openShop } from '#test/support/shop.ts';

const PAGE = readFileSync('docs/supermarket.md', 'utf8');
const MERCHANTS_ROOM = '商户对接群';

/** Who says the lines of a block, and where. */
const WHO: Record<string, [name: string, where: string]> = {
  storekeeper: ['吴洁', 'direct'],
  resident: ['张三', 'direct'],
  'grid-worker': ['孙丽', 'direct'],
  admin: ['钱伟', MERCHANTS_ROOM],
  merchant: ['王老板', 'direct'],
};
const NOT_DONE =
  /没听明白|还在准备|要由.*来办|没有.*这个|目录里没有|没有叫|还差一点信息|didn't|not sure|no such|There is no/i;

const world = (file: WorldFile): WorldFile => ({
  ...file,
  people: [...file.people, { id: 'wang', name: '王老板', note: '商户', color: '#888888', roles: [] }],
  rooms: [
    ...file.rooms,
    {
      id: 'merchant@chatroom',
      topic: MERCHANTS_ROOM,
      purpose: 'merchant',
      members: { wang: '王老板', 'qian-wei': '社区钱伟' },
    },
  ],
});

/** Somebody redeems, so that a line about a code or a number has one to be about. */
async function redeems({ person }: OpenCommunity, what: string): Promise<{ code: string; number: string }> {
  const [said = ''] = await person('张三', 'direct').says(`兑换 ${what}`);
  return { code: codeIn(said), number: /#(\d+)/.exec(said)?.[1] ?? '' };
}

/** The line with a code or number that stands for something. */
async function made(line: string, who: string, goods: string, opened: OpenCommunity): Promise<string> {
  if (line.includes('K7QM-3FXA')) {
    const { code } = await redeems(opened, who === 'merchant' ? '理发 1次' : goods);
    return line.replace('K7QM-3FXA', code);
  }
  if (!line.includes('1050')) return line;
  const { code, number } = await redeems(opened, goods);
  if (!/取消|cancel/.test(line)) await opened.person('吴洁', 'direct').says(`核销 ${code}`);
  return line.replace('1050', number);
}

describe.each([
  ['Chinese', /```(storekeeper|resident|grid-worker|admin|merchant)\n([^`]*)```/g, 30, '大米 1袋'],
  ['English', /```(storekeeper|resident)-en\n([^`]*)```/g, 18, 'rice 1件'],
])('the page in %s', (_, blocks, least, goods) => {
  test('everything that it tells people to say is done', { timeout: 120_000 }, async () => {
    const opened = await openShop({
      now: '2025-11-12T10:30+08:00',
      world,
      points: { 张三: 900, 李奶奶: 50 },
    });
    let tried = 0;
    const wrong: string[] = [];
    for (const [, who = '', lines = ''] of PAGE.matchAll(blocks)) {
      const [name, where] = WHO[who] ?? ['', ''];
      for (const line of lines.trim().split('\n')) {
        const mentions = line.includes('@王老板') ? ['王老板'] : [];
        const said = await made(line, who, goods, opened);
        const answer = (await opened.person(name, where).says(said, { mentions })).join('\n');
        if (answer === '' || NOT_DONE.test(answer)) wrong.push(`${who}: ${said} → ${answer || 'silence'}`);
        tried++;
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThanOrEqual(least);
  });
});
