import { LAYOUTS } from './layout.ts';

/** Where something stands in a workbook; a row as Excel numbers it. */
export interface Place {
  sheet: string;
  row?: number;
  column?: string;
}

/** Which cell each part of the rulebook came from, and what was wrong where. */
export class Places {
  readonly #known = new Map<string, Place>();
  readonly #told = new Map<string, { place: Place; message: string }>();

  /** Remembers that a path came from a place, and the paths above it unless they have one. */
  note(path: PropertyKey[], place: Place): void {
    this.#known.set(path.join('.'), place);
    for (let depth = path.length - 1; depth > 0; depth--) {
      const above = path.slice(0, depth).join('.');
      if (!this.#known.has(above)) this.#known.set(above, place);
    }
  }

  /** One problem a place: the first one there is the cause of the others. */
  tell(place: Place, message: string): void {
    const key = whereIs(place);
    if (!this.#told.has(key)) this.#told.set(key, { place, message });
  }

  tellAt(path: PropertyKey[], message: string): void {
    let place: Place | undefined;
    for (let depth = path.length; depth > 0 && !place; depth--)
      place = this.#known.get(path.slice(0, depth).join('.'));
    this.tell(place ?? { sheet: SHEET_OF[String(path[0])] ?? '版本' }, message);
  }

  /** Every problem as a sentence, in the order of sheets, rows and columns. */
  problems(): string[] {
    const orderOf = ({ sheet, column }: Place) => {
      const at = LAYOUTS.findIndex(({ name }) => name === sheet);
      return { sheet: at, column: LAYOUTS[at]?.fields.findIndex(({ header }) => header === column) ?? -1 };
    };
    const byPlace = [...this.#told.values()].sort(
      ({ place: a }, { place: b }) =>
        orderOf(a).sheet - orderOf(b).sheet ||
        (a.row ?? 0) - (b.row ?? 0) ||
        orderOf(a).column - orderOf(b).column,
    );
    return byPlace.map(({ place, message }) => `${whereIs(place)}：${message}`);
  }
}

/** Where people look for what isn't there at all. */
const SHEET_OF: Record<string, string> = {
  categories: '类别',
  items: '条目',
  bodies: '机构',
  chains: '评审环节',
  publicity: '公示与榜单',
  lists: '公示与榜单',
  activities: '活动',
  awards: '评优',
};

function whereIs({ sheet, row, column }: Place): string {
  return `表“${sheet}”${row === undefined ? '' : `第 ${row} 行`}${column === undefined ? '' : `“${column}”列`}`;
}
