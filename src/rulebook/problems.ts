import { z } from 'zod';
import type { Problem } from '#src/issue-text.ts';

/*
 * What a schema can't see: ids that are used twice or that nothing has, and settings that contradict each other.
 * It looks at what the file says, not at the checked rulebook, so that all mistakes can be told at once; whatever
 * has the wrong shape is the schema's to tell and counts as absent here.
 */

const text = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);
const loosely = <S extends z.ZodRawShape>(shape: S) => z.object(shape).optional().catch(undefined);
const listOf = <S extends z.ZodRawShape>(shape: S) =>
  z.array(z.object(shape).or(z.unknown().transform(() => ({}) as Record<keyof S, undefined>))).catch([]);
const name = loosely({ zh: text, en: text });
const votes = { body: text, agree: number, atLeast: number, rejections: number };

const draft = z.object({
  from: text,
  until: text,
  categories: listOf({ id: text, name, chain: text }),
  items: listOf({
    id: text,
    name,
    aliases: z.array(text).optional().catch(undefined),
    category: text,
    kind: text,
    chain: text,
    reportedBy: z.array(text).optional().catch(undefined),
    pays: loosely({ per: text, choices: listOf({ id: text, name }) }),
  }),
  bodies: listOf({ id: text, name, standIn: text }),
  chains: listOf({
    id: text,
    name,
    stages: listOf({
      ...votes,
      days: number,
      overdue: text,
      escalateTo: text,
      list: loosely({ every: text, day: number }),
    }),
  }),
  discretion: loosely({ chain: text }),
  publicity: loosely({ every: text, day: number, objections: loosely(votes) }),
  awards: listOf({
    id: text,
    name,
    conditions: loosely({ categories: number, withoutDeductions: z.array(text).optional().catch(undefined) }),
  }),
  activities: loosely({ item: text }),
});
type Draft = z.infer<typeof draft>;

/** Every contradiction in a rulebook as a file says it. */
export function problemsOf(raw: unknown): Problem[] {
  const parsed = draft.safeParse(raw);
  if (!parsed.success) return [];
  const book = parsed.data;
  if (book.bodies.length === 0) book.bodies = [{ id: 'committee' }];
  if (book.chains.length === 0) book.chains = [{ id: 'review', stages: [{ body: 'committee' }] }];
  return [...periods(book), ...doubles(book), ...references(book), ...reviews(book), ...contradictions(book)];
}

function periods({ from = '2000-01-01', until }: Draft): Problem[] {
  return until !== undefined && until < from
    ? [{ path: ['until'], message: `截止日期 ${until} 早于生效日期 ${from} (ends before it begins)` }]
    : [];
}

function doubles(book: Draft): Problem[] {
  const problems: Problem[] = [];
  const lists: [string, string, readonly (Named & { id?: string | undefined })[]][] = [
    ['categories', '类别', book.categories],
    ['items', '条目', book.items],
    ['bodies', '机构', book.bodies],
    ['chains', '评审链', book.chains],
    ['awards', '评优', book.awards],
  ];
  for (const [key, what, entries] of lists) {
    problems.push(...sameIds(what, entries, [key]));
    if (key !== 'items') problems.push(...sameNames(what, entries, [key]));
  }
  for (const [index, { pays }] of book.items.entries())
    problems.push(
      ...sameIds('档次', pays?.choices ?? [], ['items', index, 'pays', 'choices']),
      ...sameNames('档次', pays?.choices ?? [], ['items', index, 'pays', 'choices']),
    );

  // What people say has to mean one item.
  const owners = new Map<string, number>();
  for (const [index, { name, aliases = [] }] of book.items.entries()) {
    const words: [PropertyKey[], string | undefined][] = [
      [['name', 'zh'], name?.zh],
      [['name', 'en'], name?.en],
      ...aliases.map((alias, at): [PropertyKey[], string | undefined] => [['aliases', at], alias]),
    ];
    for (const [path, word] of words) {
      const key = word?.normalize('NFKC').trim().toLowerCase();
      if (!key) continue;
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, index);
      else if (owner !== index && book.items[owner]?.id !== book.items[index]?.id)
        problems.push({
          path: ['items', index, ...path],
          message: `“${word}”同时是 ${book.items[owner]?.id} 和 ${book.items[index]?.id} 的名称或别名，请只留一处 (two items share this name)`,
        });
    }
  }
  return problems;
}

function sameIds(
  what: string,
  entries: readonly { id?: string | undefined }[],
  at: PropertyKey[],
): Problem[] {
  return repeated(entries, ({ id }) => id).map((index) => ({
    path: [...at, index, 'id'],
    message: `${what}编号 ${entries[index]?.id} 出现了两次，请改其中一个 (duplicate id)`,
  }));
}

type Named = { name?: { zh?: string | undefined } | undefined };
function sameNames(what: string, entries: readonly Named[], at: PropertyKey[]): Problem[] {
  return repeated(entries, ({ name }) => name?.zh?.trim()).map((index) => ({
    path: [...at, index, 'name', 'zh'],
    message: `${what}名称“${entries[index]?.name?.zh}”出现了两次，请改其中一个 (duplicate name)`,
  }));
}

/** The positions of entries whose key an earlier one has. */
function repeated<T>(entries: readonly T[], keyOf: (entry: T) => string | undefined): number[] {
  const seen = new Set<string>();
  return entries.flatMap((entry, index) => {
    const key = keyOf(entry);
    if (!key) return [];
    if (seen.has(key)) return [index];
    seen.add(key);
    return [];
  });
}

function references(book: Draft): Problem[] {
  const problems: Problem[] = [];
  const known = {
    类别: ids(book.categories),
    条目: ids(book.items),
    机构: ids(book.bodies),
    评审链: ids(book.chains),
  };
  const english = { 类别: 'category', 条目: 'item', 机构: 'body', 评审链: 'chain' };
  const refer = (what: keyof typeof known, id: string | undefined, ...path: PropertyKey[]) => {
    if (id === undefined || known[what].includes(id)) return;
    const there = known[what].slice(0, 6).join('、');
    problems.push({
      path,
      message: `没有编号为 ${id} 的${what}${there ? `，现有 ${there}` : ''} (unknown ${english[what]})`,
    });
  };

  for (const [at, { chain }] of book.categories.entries()) refer('评审链', chain, 'categories', at, 'chain');
  for (const [at, { category, chain }] of book.items.entries()) {
    refer('类别', category, 'items', at, 'category');
    refer('评审链', chain, 'items', at, 'chain');
  }
  for (const [at, { standIn }] of book.bodies.entries()) refer('机构', standIn, 'bodies', at, 'standIn');
  for (const [at, { stages = [] }] of book.chains.entries())
    for (const [step, { body, escalateTo }] of stages.entries()) {
      refer('机构', body, 'chains', at, 'stages', step, 'body');
      refer('机构', escalateTo, 'chains', at, 'stages', step, 'escalateTo');
    }
  refer('评审链', book.discretion?.chain, 'discretion', 'chain');
  refer('机构', book.publicity?.objections?.body, 'publicity', 'objections', 'body');
  refer('条目', book.activities?.item, 'activities', 'item');
  for (const [at, { conditions }] of book.awards.entries())
    for (const [nth, id] of deductionsOf(conditions).entries())
      refer('条目', id, 'awards', at, 'conditions', 'withoutDeductions', nth);
  return problems;
}

function ids(entries: readonly { id?: string | undefined }[]): string[] {
  return entries.flatMap(({ id }) => id ?? []);
}

function deductionsOf(conditions: Draft['awards'][number]['conditions']): (string | undefined)[] {
  return conditions?.withoutDeductions ?? [];
}

function reviews(book: Draft): Problem[] {
  const problems: Problem[] = [];
  for (const [at, { stages = [] }] of book.chains.entries())
    for (const [step, stage] of stages.entries()) {
      const path = ['chains', at, 'stages', step];
      problems.push(...quorum(stage, path));
      if (stage.overdue === 'escalate' && stage.escalateTo === undefined)
        problems.push({
          path: [...path, 'overdue'],
          message: '逾期要上交，请写明上交给哪个机构 (overdue: escalate needs escalateTo)',
        });
      if (stage.escalateTo !== undefined && stage.overdue !== 'escalate')
        problems.push({
          path: [...path, 'escalateTo'],
          message: '写了上交给哪个机构，逾期就要写上交 (escalateTo needs overdue: escalate)',
        });
      if (stage.escalateTo !== undefined && stage.escalateTo === stage.body)
        problems.push({
          path: [...path, 'escalateTo'],
          message: '逾期不能上交给本机构自己 (escalates to itself)',
        });
      if ((stage.overdue === 'escalate' || stage.overdue === 'approve') && stage.days === undefined)
        problems.push({
          path: [...path, 'overdue'],
          message: '请写期限天数，否则永远不会逾期：过了期限提醒，过了两倍期限算逾期 (overdue needs days)',
        });
      problems.push(...weekday(stage.list, [...path, 'list']));
    }
  problems.push(...quorum(book.publicity?.objections ?? {}, ['publicity', 'objections']));
  problems.push(...weekday(book.publicity, ['publicity']));
  return [...problems, ...circles(book)];
}

function quorum(
  { agree = 1, atLeast }: { agree?: number | undefined; atLeast?: number | undefined },
  path: PropertyKey[],
): Problem[] {
  return atLeast !== undefined && atLeast > agree
    ? [
        {
          path: [...path, 'atLeast'],
          message: `人不够时也要的人数（${atLeast}）不能多于平时要的人数（${agree}） (atLeast is more than agree)`,
        },
      ]
    : [];
}

function weekday(
  posted: { every?: string | undefined; day?: number | undefined } | undefined,
  path: PropertyKey[],
): Problem[] {
  return posted?.every === 'week' && (posted.day ?? 1) > 7
    ? [
        {
          path: [...path, 'day'],
          message: `按周的日子写 1（星期一）到 7（星期日），现在是 ${posted.day} (a day of the week)`,
        },
      ]
    : [];
}

/** Bodies that stand in for each other in a circle: nobody would be left to decide. */
function circles({ bodies }: Draft): Problem[] {
  const standIns = new Map(bodies.map(({ id, standIn }) => [id, standIn]));
  const told = new Set<string | undefined>();
  return bodies.flatMap(({ id, standIn }, at) => {
    const round = [id];
    for (let next = standIn; next !== undefined && !told.has(id); next = standIns.get(next)) {
      if (next === id) {
        for (const member of round) told.add(member);
        return [
          {
            path: ['bodies', at, 'standIn'],
            message: `替补机构绕成了圈：${[...round, id].join(' → ')} (circular stand-ins)`,
          },
        ];
      }
      if (round.includes(next)) break;
      round.push(next);
    }
    return [];
  });
}

function contradictions(book: Draft): Problem[] {
  const problems: Problem[] = [];
  const chains = new Map(book.chains.map(({ id, stages = [] }) => [id, stages.length]));
  const first = book.chains[0]?.id;
  for (const [at, { kind = 'credit', pays, reportedBy, category, chain }] of book.items.entries()) {
    const isGranted = kind === 'deduct' || pays?.per === 'state';
    if (isGranted && reportedBy !== undefined)
      problems.push({
        path: ['items', at, 'reportedBy'],
        message: `${kind === 'deduct' ? '扣分' : '按状态计分'}的条目不由人上报，请不要写谁可上报，只写谁可评定 (no reportedBy here, only awardedBy)`,
      });
    const through = chain ?? book.categories.find(({ id }) => id === category)?.chain ?? first;
    if (!isGranted && chains.get(through) === 0 && (reportedBy ?? ['resident']).includes('resident'))
      problems.push({
        path: ['items', at, 'id'],
        message: `居民可以自己上报，评审链 ${through} 却没有环节，请换一条评审链 (residents report it and nobody reviews it)`,
      });
  }
  for (const [at, { conditions }] of book.awards.entries()) {
    const path = ['awards', at, 'conditions'];
    const categories = conditions?.categories;
    if (categories !== undefined && categories > book.categories.length)
      problems.push({
        path: [...path, 'categories'],
        message: `要求 ${categories} 个类别有分，细则里只有 ${book.categories.length} 个类别 (more than there are)`,
      });
    for (const [nth, id] of deductionsOf(conditions).entries()) {
      const named = book.items.find((item) => item.id === id);
      if (named && named.kind !== 'deduct')
        problems.push({
          path: [...path, 'withoutDeductions', nth],
          message: `${id} 不是扣分条目 (not a deduction)`,
        });
    }
  }
  return problems;
}
