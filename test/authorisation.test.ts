import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { messageHandlers } from '#handlers/messages/index.ts';
import { type Community, readCommunity } from '#src/community/community.ts';
import type { Grant } from '#src/community/schema.ts';
import type { Permission } from '#src/handler.ts';
import type { WorldFile } from '#src/practice/world-file.ts';
import { render } from '#src/replies/render.ts';
import { rulebookSchema } from '#src/rulebook/schema.ts';
import { vocabularyOf } from '#src/understand-message.ts';
import type { Role } from '#src/understanding/intent.ts';
import { type IntentName, intentDefinitions } from '#src/understanding/intents/index.ts';
import { understand } from '#src/understanding/understand.ts';
import { type OpenCommunity, openCommunity } from '#test/support/open-community.ts';
import { withRules } from '#test/support/rulebooks.ts';
import { type Anybody, allows, EVERYBODY, rolesPage } from '../scripts/roles/page.ts';
import { CASES, type Case } from './authorisation-cases.ts';

const NOW = '2025-11-12T10:30+08:00';
const GROUP = '桂花里一网格居民群';
const HOW = 'add or mend its line in test/authorisation-cases.ts';
/** A slow machine says some four hundred lines. */
const LONG_MS = 240_000;

test('docs/roles.md is what the code says', () => {
  expect(readFileSync('docs/roles.md', 'utf8'), 'run: npm run roles').toBe(
    rolesPage(intentDefinitions, messageHandlers),
  );
});

test('no line of the cases is about something that nobody handles', () => {
  expect(Object.keys(CASES).filter((intent) => !messageHandlers.has(intent as IntentName))).toEqual([]);
});

test('what an intent is tried with is understood as that intent', () => {
  const community = readCommunity('samples/guihuali/community.yaml');
  const misread = [...messageHandlers.keys()].filter((intent) => {
    const example = CASES[intent];
    return readAs(said(intent), community, example) !== intent;
  });
  expect(misread, HOW).toEqual([]);
});

describe('by role', () => {
  test('whoever may not is told so, and nothing is recorded', { timeout: LONG_MS }, async () => {
    const opened = await openWithOfficials();
    const wrong: string[] = [];
    for (const [intent, { may }] of messageHandlers) {
      const before = await recorded(opened);
      for (const who of EVERYBODY.filter((who) => !mayAtAll(may, who))) {
        const answer = (await speaker(opened, who, CASES[intent]).says(said(intent))).join('\n');
        const expected = refusalFor(may, who);
        if (answer !== expected)
          wrong.push(`${intent}, “${said(intent)}” by ${who}: ${answer || 'silence'}; expected: ${expected}`);
      }
      const changed = changedSince(before, await recorded(opened));
      if (changed) wrong.push(`${intent}: recorded ${changed}`);
    }
    expect(wrong, HOW).toEqual([]);
  });

  test('whoever may is not refused for who they are', { timeout: LONG_MS }, async () => {
    const opened = await openWithOfficials();
    const wrong: string[] = [];
    for (const [intent, { may }] of messageHandlers) {
      const example = CASES[intent];
      for (const who of EVERYBODY.filter((who) => mayAtAll(may, who) && canSpeak(who, example))) {
        const someone = speaker(opened, who, example);
        const answer = example?.asSolitaire
          ? await someone.postsSolitaire(said(intent))
          : await someone.says(said(intent));
        if (answer.length === 0 && !example?.asSolitaire) wrong.push(`${intent} by ${who}: silence`);
        const refused = answer.filter(
          (text) =>
            REFUSALS.some((refusal) => refusal.test(text)) && !(example?.narrowed && NOT_ALLOWED.test(text)),
        );
        if (refused.length > 0) wrong.push(`${intent}, “${said(intent)}” by ${who}: ${refused.join('\n')}`);
      }
    }
    expect(wrong, HOW).toEqual([]);
  });
});

describe('by household', () => {
  test('nobody reaches further than the table says', { timeout: LONG_MS }, async () => {
    const opened = await openCommunity({ now: NOW, world: withPlainAdmin, change: withFrontages });
    const claims = await withClaims(opened);
    const wrong: string[] = [];
    for (const [intent, { may }] of messageHandlers) {
      if (may === 'anyone') continue;
      for (const role of Object.keys(may) as Role[]) {
        for (const whose of ['own', 'others'] as const) {
          // Everybody in this test lives here, so that what residents may, they may too.
          if (allows(may, role, whose) || allows(may, 'resident', whose)) continue;
          const attempt = whose === 'own' ? CASES[intent]?.aboutOwn : CASES[intent]?.aboutAnother;
          if (!attempt) {
            wrong.push(`${intent}: ${whose === 'own' ? 'aboutOwn' : 'aboutAnother'} is missing`);
            continue;
          }
          if ('untried' in attempt) continue;
          const name = NEIGHBOURS[role];
          const about = claims[whose === 'own' ? name : STRANGER] as Affairs;
          const words = attempt.says.replace(/\{(\w+)\}/g, (_, key: keyof Affairs) => `${about[key]}`);
          const before = await recorded(opened);
          const answer = (await opened.person(name, 'direct').says(words)).join('\n');
          if (!attempt.refused.test(answer))
            wrong.push(`${intent}, “${words}” by ${role}: ${answer || 'silence'}`);
          const changed = changedSince(before, await recorded(opened));
          if (changed) wrong.push(`${intent}, “${words}” by ${role}: recorded ${changed}`);
        }
      }
    }
    expect([...new Set(wrong)], HOW).toEqual([]);
  });
});

/** Goods are understood by name once they are on the list. */
const LISTS_RICE = '上架 大米 5kg 5分 库存50';

/** Those who live here, by their one role; and somebody whose affairs are none of theirs. */
const NEIGHBOURS: Record<Role, string> = {
  resident: '张三',
  committee: '赵敏',
  'grid-worker': '孙丽',
  storekeeper: '吴洁',
  admin: '钱伟',
};
const STRANGER = '陈静';
/** Officials who live elsewhere: they hold one role and nothing else, not even a household. */
const OFFICIALS = ['committee', 'grid-worker', 'storekeeper', 'admin'] as const;
const SPEAKERS: Record<Anybody, string> = {
  resident: '张三',
  committee: '委员甲',
  'grid-worker': '网格员甲',
  storekeeper: '店长甲',
  admin: '管理员甲',
  nobody: '刘洋',
};
const NOT_ALLOWED = /^这件事要由/;
const REFUSALS = [
  NOT_ALLOWED,
  new RegExp(`^${render('zh', 'not-resident', {})}`),
  new RegExp(`^${render('zh', 'not-registered', {})}`),
  new RegExp(`^${render('zh', 'not-built', {})}`),
  new RegExp(`^${render('zh', 'fault', {})}`),
  new RegExp(`^${render('zh', 'unknown', {})}`),
];

function said(intent: IntentName): string {
  const [example] = intentDefinitions.get(intent)?.help.zh.examples ?? [];
  return CASES[intent]?.says ?? example ?? '';
}

function readAs(text: string, community: Community, example: Case | undefined): string {
  const now = new Date(NOW);
  const understood = understand(text, {
    now,
    addressed: !example?.inGroup,
    direct: !example?.inGroup,
    ...(example?.inGroup ? { roomPurpose: 'residents' as const } : {}),
    kind: example?.asSolitaire ? 'solitaire' : 'text',
    vocabulary: { ...vocabularyOf(community, now), products: [{ id: 'rice', name: '大米', aliases: [] }] },
  });
  return understood.kind === 'intent' ? understood.intent.name : understood.kind;
}

function mayAtAll(may: Permission, who: Anybody): boolean {
  return allows(may, who, 'own') || allows(may, who, 'others');
}

/** The one sentence that somebody hears who may not. */
function refusalFor(may: Permission, who: Anybody): string {
  if (who === 'nobody') return render('zh', 'not-registered', {});
  const roles = Object.keys(may) as Role[];
  return roles.includes('resident')
    ? render('zh', 'not-resident', {})
    : render('zh', 'not-allowed', { roles });
}

/** Officials who live elsewhere are in no residents' group. */
function canSpeak(who: Anybody, example: Case | undefined): boolean {
  return !example?.inGroup || who === 'resident' || who === 'nobody';
}

function speaker(opened: OpenCommunity, who: Anybody, example: Case | undefined) {
  return opened.person(SPEAKERS[who], example?.inGroup ? GROUP : 'direct');
}

/** The demo community with rice on its list, and for each office somebody who holds it and nothing else. */
async function openWithOfficials(): Promise<OpenCommunity> {
  const officials = OFFICIALS.map((role) => ({
    id: `official-${role}`,
    name: SPEAKERS[role],
    note: '',
    color: '#555555',
    roles: [],
  }));
  const opened = await openCommunity({
    now: NOW,
    world: (world) => ({ ...world, people: [...world.people, ...officials] }),
  });
  const { app, store } = opened.bot();
  for (const role of OFFICIALS)
    await store.inTransaction(async () => {
      const official = { name: SPEAKERS[role], contactId: `official-${role}`, at: new Date(NOW) };
      const grant: Grant = { role };
      await app.services.roster.grant(await app.services.roster.addOfficial('guihuali', official), grant);
    });
  app.services.roster.committed();
  await opened.person('吴洁', 'direct').says(LISTS_RICE);
  return opened;
}

/** 钱伟 without the seat on the committee that he has in the sample. */
function withPlainAdmin(world: WorldFile): WorldFile {
  const people = world.people.map((one) =>
    one.name === NEIGHBOURS.admin ? { ...one, roles: ['admin' as const] } : one,
  );
  return { ...world, people };
}

/** The sample, and a state that an inspection round finds. */
function withFrontages(community: Community): Community {
  return withRules(community, ({ items }) => ({
    items: [
      ...items,
      rulebookSchema.shape.items.element.parse({
        id: 'frontage',
        name: { zh: '门前三包', en: 'tidy frontage' },
        pays: { per: 'state', points: 5, every: 'month' },
        awardedBy: ['committee', 'grid-worker', 'admin'],
      }),
    ],
  }));
}

/** What there is to say something about: a household's claims, by number, and where and who it is. */
interface Affairs {
  waiting: number;
  decided: number;
  redemption?: number;
  address: string;
  name: string;
}

/** Everybody has one claim that waits and one that was approved; 陈静 has signed up for activity 1 and reserved a bag of rice. */
async function withClaims(opened: OpenCommunity): Promise<Record<string, Affairs>> {
  const affairs: Record<string, Affairs> = {};
  const roster = opened.bot().app.services.roster;
  for (const name of [...Object.values(NEIGHBOURS), STRANGER]) {
    const report = async (words: string) =>
      Number(/#(\d+)/.exec((await opened.person(name, 'direct').says(words)).join('\n'))?.[1]);
    const [resident] = await roster.find('guihuali', { name });
    const waiting = await report('上报 志愿服务 2小时');
    const decided = await report('上报 垃圾分类');
    affairs[name] = { waiting, decided, address: resident?.address ?? '', name };
  }
  const decided = Object.values(affairs).map((one) => one.decided);
  expect((await opened.person('周建国', 'direct').says(`通过 ${decided.join(' ')}`)).join('\n')).toContain(
    `${decided.length} 条已处理`,
  );
  await opened.person('孙丽', 'direct').says('发布招募 清洁家园 周六上午9点到11点 小广场 招5人');
  await opened.person('孙丽', 'direct').says('是');
  expect((await opened.person(STRANGER, 'direct').says('报名 1')).join('\n')).toContain('已报名');
  await opened.person('吴洁', 'direct').says(LISTS_RICE);
  const reserved = (await opened.person(STRANGER, 'direct').says('兑换 大米 1袋')).join('\n');
  const stranger = affairs[STRANGER] as Affairs;
  stranger.redemption = Number(/#(\d+)/.exec(reserved)?.[1]);
  expect(stranger.redemption, reserved).toBeGreaterThan(0);
  return affairs;
}

/**
 * What is in the store: how many of each, and how every claim stands. What was said and asked is left out, and what
 * the schedule notes when its minute comes.
 */
async function recorded(opened: OpenCommunity): Promise<Record<string, unknown>> {
  const { OutboxEntry, Lease, AskedQuestion, Job, ...others } = opened.bot().store.connection.models;
  const state: Record<string, unknown> = {};
  for (const [name, model] of Object.entries(others)) state[name] = await model.countDocuments();
  const claims = await others.Claim?.find({}, { status: 1, points: 1, decisions: 1 }).sort({ _id: 1 }).lean();
  return { ...state, claims: JSON.stringify(claims) };
}

/** The names of what is not as it was. */
function changedSince(before: Record<string, unknown>, after: Record<string, unknown>): string {
  return Object.keys(after)
    .filter((key) => after[key] !== before[key])
    .join(', ');
}
