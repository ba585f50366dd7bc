import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { render } from '#src/replies/render.ts';
import type { ReplyKey } from '#src/replies/reply.ts';
import { contextOfLine, readVocabularyFile } from '#src/understanding/lines.ts';
import { understand } from '#src/understanding/understand.ts';

const { vocabulary, now } = readVocabularyFile(readFileSync('test/understanding/vocabulary.yaml', 'utf8'));
const RICE = { name: '大米', unit: '袋', left: 3, reserved: 1 };
const VIEW = {
  number: 1050,
  person: '张三',
  address: '3-2-501',
  lines: [{ name: '大米', quantity: 1, unit: '袋' }],
  points: 20,
  place: '积分超市',
  deadline: '12-22 17:00',
};
const MERCHANTS = [{ name: '好邻居理发店', count: 2, returned: 0, cost: 2550, unpriced: [] }];

const WORDS = { zh: /(?:请发|例如|样发|聊发)：(.+)$/, en: /: ([a-z][^:]*)$/ };

/** What a sentence tells people to say: what stands at the end, behind 请发：, 例如： and the like. */
function told(text: string, language: 'zh' | 'en'): string {
  const lines = text.split('\n').flatMap((line) => WORDS[language].exec(line)?.[1] ?? []);
  const words = lines.at(-1);
  if (!words) throw new Error(`it tells nobody what to say: ${text}`);
  return words;
}

const SAID: [ReplyKey, Record<string, unknown>, intent: string][] = [
  ['catalog.removed', { name: '大米', reserved: 0 }, 'catalog.edit'],
  ['catalog.sent-privately', { person: '张三' }, 'catalog.show'],
  ['redemption.held', { ...VIEW, code: 'K7QM-3FXA', spendable: 3 }, 'redemption.cancel'],
  ['redemption.back-in-stock', RICE, 'redemption.request'],
  ['redemption.not-returnable', { number: 1050 }, 'redemption.cancel'],
  ['redemption.sent-privately', { person: '张三' }, 'redemption.list'],
  ['stock.unknown', { name: '面粉' }, 'catalog.edit'],
  ['stock.low', RICE, 'stock.update'],
  ['stock.expiring', { products: [{ ...RICE, quantity: 4, bestBefore: '2025-12-01' }] }, 'stock.update'],
  ['supermarket.too-little-money', { amount: 3000, fund: 0 }, 'sponsor.donate'],
  ['supermarket.closed', { place: '积分超市', handedOut: 3, next: '12-20 09:00' }, 'redemption.request'],
  ['merchant.settlement', { month: '2025-11', merchants: MERCHANTS }, 'sponsor.donate'],
];

const BOTH = SAID.flatMap(([key, params, intent]) =>
  (['zh', 'en'] as const).map((language) => ({ key, params, intent, language })),
);

test.each(BOTH)('$key tells something that is understood: $language', ({ key, params, intent, language }) => {
  const said = told(render(language, key, params as never), language);
  const context = contextOfLine(
    { text: said, direct: true, role: 'storekeeper' },
    vocabulary,
    now ?? new Date(),
  );
  expect(understand(said, context), said).toMatchObject({ intent: { name: intent } });
});
