import { dayOf } from '#src/calendar.ts';
import { rulebookNow } from '#src/community/community.ts';
import type { OpenHandler } from '#src/handler.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { reply } from '#src/replies/reply.ts';
import type { ItemView } from '#src/replies/views.ts';
import type { Item } from '#src/rulebook/schema.ts';

const SHOWN = 20;

/** 规则, 规则 垃圾分类: what earns points, and how many. */
export const showRules: OpenHandler<'rules.show', never> = {
  intent: 'rules.show',
  may: 'anyone',
  effect: 'reads',

  async handle({ intent, community, language, at }) {
    const { items, version, categories } = rulebookNow(community, at);
    if (!intent.query && categories.length > 0 && items.length > SHOWN)
      return [
        reply('rules.categories', {
          community: community.name,
          version,
          categories: categories.map(({ id, name }) => ({
            name,
            credits: items.filter(({ category, kind }) => category === id && kind === 'credit').length,
            deductions: items.filter(({ category, kind }) => category === id && kind === 'deduct').length,
          })),
          others: items
            .filter(({ category }) => category === undefined)
            .slice(0, SHOWN)
            .map(viewOf),
        }),
      ];
    if (!intent.query) {
      const shown = items.slice(0, SHOWN).map(viewOf);
      return [
        reply('rules.list', {
          community: community.name,
          version,
          items: shown,
          left: items.length - shown.length,
        }),
      ];
    }
    const query = intent.query.toLowerCase();
    const item =
      items.find((item) => wordsOf(item).some((word) => word === query)) ??
      items.find((item) => wordsOf(item).some((word) => query.includes(word) || word.includes(query)));
    const category = categories.find(({ name }) =>
      [name.zh, name.en.toLowerCase()].some((word) => word === query || (!item && word.includes(query))),
    );
    if (category)
      return [
        reply('rules.category', {
          name: category.name,
          caps: category.caps,
          items: items.filter((one) => one.category === category.id).map(viewOf),
        }),
      ];
    if (!item) {
      const suggestions = items
        .filter((item) =>
          wordsOf(item).some((word) => [...query].some((character) => word.includes(character))),
        )
        .slice(0, 4);
      return [
        reply('rules.none', {
          query: plainText(intent.query, 20),
          suggestions: suggestions.map(({ name }) => name[language]),
        }),
      ];
    }
    if (item.kind === 'deduct' || item.pays.per === 'state')
      return [reply('rules.unreported', { item: viewOf(item) })];
    const example = {
      zh: `上报 ${item.name.zh}${item.pays.per === 'hour' ? ' 2小时' : ''}`,
      en: `report ${item.name.en}${item.pays.per === 'hour' ? ' 2 hours' : ''}`,
    };
    return [reply('rules.item', { item: viewOf(item), example: example[language] })];
  },
};

/** 细则版本: which version is in force, since when, and what comes next. */
export const showRulesVersion: OpenHandler<'rules.version', never> = {
  intent: 'rules.version',
  may: 'anyone',
  effect: 'reads',

  async handle({ community, at }) {
    const current = rulebookNow(community, at);
    const next = community.rulebooks.find(({ from }) => from > dayOf(at));
    return [
      reply('rules.version', {
        community: community.name,
        version: current.version,
        from: current.from,
        items: current.items.filter(({ kind }) => kind === 'credit').length,
        deductions: current.items.filter(({ kind }) => kind === 'deduct').length,
        next: next ? { version: next.version, from: next.from } : undefined,
      }),
    ];
  },
};

function viewOf({ name, kind, pays, caps, evidence }: Item): ItemView {
  return { name, kind, pays, caps, evidence };
}

function wordsOf({ id, name, aliases }: Item): string[] {
  return [id, name.zh, name.en, ...aliases].map((word) => word.toLowerCase());
}
