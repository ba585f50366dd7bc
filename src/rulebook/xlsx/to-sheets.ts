import type { Cap, Rulebook } from '../schema.ts';
import { LAYOUTS, type Layout } from './layout.ts';
import type { Cell } from './mark-formulas.ts';
import { type Raw, valueAt } from './paths.ts';
import type { Sheet } from './read-workbook.ts';

/** A rulebook as the rows of its sheets, with their headings. */
export function toSheets(book: Rulebook): Sheet[] {
  return LAYOUTS.map((layout) => ({
    name: layout.name,
    rows: layout.shape === 'form' ? formRows(layout, book) : tableRows(layout, entriesOf(layout.name, book)),
  }));
}

function formRows({ fields }: Layout, book: Rulebook): Cell[][] {
  const lines = fields.map(({ header, key, kind, note }) => [header, kind.write(valueAt(book, key)), note]);
  return [['项目', '内容', '说明'], ...lines];
}

function tableRows({ fields }: Layout, entries: Raw[]): Cell[][] {
  return [
    fields.map(({ header }) => header),
    ...entries.map((entry) => fields.map(({ key, kind }) => kind.write(valueAt(entry, key)))),
  ];
}

/** The rows of a table, each with what says where it belongs. */
function entriesOf(table: string, book: Rulebook): Raw[] {
  switch (table) {
    case '类别':
      return book.categories;
    case '条目':
      // Nobody reports deductions and states, so nothing is said about it.
      return book.items.map((item) =>
        item.kind === 'deduct' || item.pays.per === 'state' ? { ...item, reportedBy: undefined } : item,
      );
    case '分档':
      return book.items.flatMap(({ id, pays }) =>
        pays.per === 'choice' ? pays.choices.map((choice) => ({ ...choice, '@item': id })) : [],
      );
    case '上限':
      return [
        ...book.items.flatMap(({ id, caps }) => scoped('item', id, caps)),
        ...book.categories.flatMap(({ id, caps }) => scoped('category', id, caps)),
        ...scoped('all', undefined, book.caps),
      ];
    case '机构':
      return book.bodies;
    case '评审环节':
      return book.chains.flatMap(({ id, name, stages }): Raw[] => {
        const chain = { '@chain': id, '@name': name };
        if (stages.length === 0) return [chain];
        return stages.map((stage, index) => ({ ...stage, ...(index === 0 ? chain : { '@chain': id }) }));
      });
    case '评优':
      return book.awards;
    default:
      throw new Error(`no table is called ${table}`);
  }
}

function scoped(scope: string, id: string | undefined, caps: Cap[]): Raw[] {
  return caps.map((cap) => ({ ...cap, '@scope': scope, '@id': id }));
}
