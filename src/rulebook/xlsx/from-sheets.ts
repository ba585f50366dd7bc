import { schemaProblems } from '#src/issue-text.ts';
import { problemsOf } from '../problems.ts';
import { rulebookSchema } from '../schema.ts';
import { type Reading, readCell } from './cells.ts';
import { fillInNames } from './fill-in-names.ts';
import { ABOUT, type Field, LAYOUTS, type Layout, layoutOf } from './layout.ts';
import type { Cell } from './mark-formulas.ts';
import { putAt, type Raw } from './paths.ts';
import { type Place, Places } from './places.ts';
import type { Sheet } from './read-workbook.ts';

/** What a workbook says, for `rulebookSchema`, and every mistake in it, each with its sheet, row and column. */
export interface SheetsReading {
  raw: Raw;
  problems: string[];
}

/** Reads the rows of a regulation's sheets. It is a rulebook only when there are no problems. */
export function fromSheets(sheets: Sheet[]): SheetsReading {
  const reader = new SheetsReader();
  for (const sheet of sheets)
    if (sheet.name !== ABOUT && !layoutOf(sheet.name) && sheet.rows.length > 0)
      reader.places.tell(
        { sheet: sheet.name },
        `没有“${sheet.name}”这张表，应有 ${LAYOUTS.map(({ name }) => name).join('、')} (unknown sheet)`,
      );
  for (const layout of LAYOUTS) {
    const rows = sheets.find(({ name }) => name === layout.name)?.rows ?? [];
    if (layout.shape === 'form') reader.readForm(layout, rows);
    else reader.readTable(layout, rows);
  }
  const { raw, places } = reader;
  fillInNames(raw);
  for (const { path, message } of [...schemaProblems(rulebookSchema, raw), ...problemsOf(raw)])
    places.tellAt(path, message);
  return { raw, problems: places.problems() };
}

/** Headings as people leave them: with a star, a hint in brackets, a space. */
function heading(cell: Cell | undefined): string {
  return String(cell ?? '')
    .normalize('NFKC')
    .replace(/\(.*\)|[\s*]/g, '');
}

/** The cells of a row that say something, by key of their field. */
type Row = Map<string, { reading: Reading; place: Place }>;

class SheetsReader {
  readonly raw: Raw = {};
  readonly places = new Places();

  readForm(layout: Layout, rows: Cell[][]): void {
    for (const [index, [label, cell]] of rows.entries()) {
      const said = heading(label);
      if (said === '' || said === '项目') continue;
      const field = layout.fields.find(({ header }) => header === said);
      const place = { sheet: layout.name, row: index + 1, column: said };
      if (!field) {
        this.places.tell(place, `没有“${said}”这一项 (unknown line)`);
        continue;
      }
      const path = field.key.split('.');
      this.places.note(path, place);
      this.#put(path, readCell(field.kind, cell), place);
    }
  }

  readTable(layout: Layout, [headings = [], ...rows]: Cell[][]): void {
    const columns = this.#columns(layout, headings);
    for (const [index, cells] of rows.entries()) {
      const at = { sheet: layout.name, row: index + 2 };
      const row: Row = new Map();
      for (const [column, cell] of cells.entries()) {
        const field = columns.get(column);
        if (field) {
          const reading = readCell(field.kind, cell);
          if (reading) row.set(field.key, { reading, place: { ...at, column: field.header } });
        } else if (cell !== null && !headings[column])
          this.places.tell({ ...at, column: letters(column) }, '这一列没有表头，请删去或补上 (no heading)');
      }
      if (row.size > 0) this.#readRow(layout, row, at);
    }
  }

  #columns({ name, fields }: Layout, headings: Cell[]): Map<number, Field> {
    const columns = new Map<number, Field>();
    for (const [column, cell] of headings.entries()) {
      const said = heading(cell);
      if (said === '') continue;
      const field = fields.find(({ header }) => header === said);
      const place = { sheet: name, row: 1, column: said };
      if (!field)
        this.places.tell(
          place,
          `没有“${said}”这一列，应有 ${fields.map(({ header }) => header).join('、')} (unknown column)`,
        );
      else if ([...columns.values()].includes(field))
        this.places.tell(place, `“${said}”列出现了两次 (duplicate column)`);
      else columns.set(column, field);
    }
    return columns;
  }

  #readRow(layout: Layout, row: Row, at: Place): void {
    const path = this.#pathOf(layout.name, row, at);
    if (!path) return;
    this.places.note(path, at);
    for (const { key, header } of layout.fields) {
      if (key.startsWith('@')) continue;
      const place = { ...at, column: header };
      this.places.note([...path, ...key.split('.')], place);
      this.#put([...path, ...key.split('.')], row.get(key)?.reading, place);
    }
  }

  #put(path: PropertyKey[], reading: Reading | undefined, place: Place): void {
    if (!reading) return;
    if ('problem' in reading) this.places.tell(place, reading.problem);
    else putAt(this.raw, path, reading.value);
  }

  /** Where a row's entry goes. Undefined when the row says so wrongly, or says all there is to say by itself. */
  #pathOf(table: string, row: Row, at: Place): PropertyKey[] | undefined {
    switch (table) {
      case '类别':
        return this.#next('categories');
      case '条目':
        return this.#next('items');
      case '机构':
        return this.#next('bodies');
      case '评优':
        return this.#next('awards');
      case '分档': {
        const item = this.#find('items', '条目', this.#own(row, '@item', at, '条目'), at);
        return item && this.#next(...item, 'pays', 'choices');
      }
      case '上限':
        return this.#pathOfCap(row, at);
      case '评审环节':
        return this.#pathOfStage(row, at);
      default:
        throw new Error(`no table is called ${table}`);
    }
  }

  #pathOfCap(row: Row, at: Place): PropertyKey[] | undefined {
    const scope = this.#own(row, '@scope', at, '范围');
    if (scope === undefined) return undefined;
    if (scope === 'all') {
      if (!row.has('@id')) return this.#next('caps');
      this.places.tell({ ...at, column: '编号' }, '范围是全部时不填编号 (no id here)');
      return undefined;
    }
    const [list, what] = scope === 'item' ? (['items', '条目'] as const) : (['categories', '类别'] as const);
    const owner = this.#find(list, what, this.#own(row, '@id', at, '编号'), { ...at, column: '编号' });
    return owner && this.#next(...owner, 'caps');
  }

  #pathOfStage(row: Row, at: Place): PropertyKey[] | undefined {
    const id = this.#own(row, '@chain', at, '评审链');
    if (id === undefined) return undefined;
    const known = this.#list('chains').findIndex((chain) => chain.id === id);
    const chain = known >= 0 ? ['chains', known] : this.#next('chains');
    if (known < 0) {
      putAt(this.raw, chain, { id, stages: [] });
      this.places.note([...chain, 'id'], { ...at, column: '评审链' });
    }
    for (const [key, column] of [
      ['name.zh', '链名称'],
      ['name.en', '链英文名'],
    ] as const) {
      const place = { ...at, column };
      const path = [...chain, ...key.split('.')];
      this.places.note(path, place);
      const reading = row.get(`@${key}`)?.reading;
      if (known >= 0 && reading) this.places.tell(place, '链名称只写在该链的第一行 (only on its first row)');
      else this.#put(path, reading, place);
    }
    const isStage = [...row.keys()].some((key) => !key.startsWith('@'));
    return isStage ? this.#next(...chain, 'stages') : undefined;
  }

  /** What a row says of where it belongs. */
  #own(row: Row, key: string, at: Place, column: string): string | undefined {
    const reading = row.get(key)?.reading;
    if (reading && 'value' in reading) return String(reading.value);
    this.places.tell({ ...at, column }, reading ? reading.problem : '没有填写 (missing)');
    return undefined;
  }

  #find(list: string, what: string, id: string | undefined, place: Place): PropertyKey[] | undefined {
    if (id === undefined) return undefined;
    const index = this.#list(list).findIndex((entry) => entry.id === id);
    if (index >= 0) return [list, index];
    this.places.tell({ column: what, ...place }, `“${what}”表里没有编号 ${id} (unknown id)`);
    return undefined;
  }

  #list(...path: PropertyKey[]): Raw[] {
    const found = path.reduce<unknown>((value, key) => (value as Raw | undefined)?.[key as string], this.raw);
    return Array.isArray(found) ? found : [];
  }

  /** The path of one more entry in a list; it is there from now on, even when all its cells are wrong. */
  #next(...list: PropertyKey[]): PropertyKey[] {
    const path = [...list, this.#list(...list).length];
    putAt(this.raw, path, {});
    return path;
  }
}

/** The letters that Excel shows above a column. */
function letters(column: number): string {
  const first = Math.floor(column / 26);
  return `${first > 0 ? String.fromCharCode(64 + first) : ''}${String.fromCharCode(65 + (column % 26))}`;
}
