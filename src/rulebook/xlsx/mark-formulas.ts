import { BadInput } from '#src/bad-input.ts';

/** What a cell says. A formula or an error value comes as one of the two marks below, so that its place can be named. */
export type Cell = string | number | boolean | Date | null;
export const FORMULA = '\uE000formula';
export const ERROR_VALUE = '\uE000error';

const MAX_ROWS = 5000;
const MAX_COLUMNS = 100;
const TAG = /<(\/?)(?:\w+:)?(row|c|f|v|is)(?=[\s/>])([^>]*)>/g;

/**
 * A sheet's XML with a mark in place of each formula and error value, and without the empty formatted cells that
 * reach to the end of the sheet when somebody formatted a whole column. One pass, whatever the file's author had in
 * mind: a reader of cells would see the value that Excel last calculated, and fill every gap up to row 1,048,576.
 *
 * @throws BadInput when there is something beyond row 5,000 or column 100.
 */
export function markFormulas(path: string, xml: string): string {
  let marked = '';
  let copied = 0;
  let row: { startsAt: number; number: number; isFilled: boolean } | undefined;
  let cell: { attributes: string; holds: 'nothing' | 'value' | 'formula' } | undefined;

  const copyUpTo = (end: number) => {
    marked += xml.slice(copied, end);
    copied = end;
  };
  const closeCell = (end: number) => {
    if (!cell) return;
    const { attributes, holds } = cell;
    const mark = holds === 'formula' ? FORMULA : /\st="e"/.test(attributes) ? ERROR_VALUE : undefined;
    cell = undefined;
    if (holds !== 'nothing') {
      if (isTooFar(attributes, row?.number ?? 0))
        throw new BadInput(
          `${path} 里有内容超出第 ${MAX_ROWS} 行或第 ${MAX_COLUMNS} 列，请删去多余的内容 (cells too far out)`,
        );
      if (row) row.isFilled = true;
      if (!mark) return copyUpTo(end);
      marked += `<c${attributes.replace(/\s[ts]="[^"]*"/g, '')} t="inlineStr"><is><t>${mark}</t></is></c>`;
    }
    copied = end;
  };

  for (const { 0: tag, 1: closing, 2: kind, 3: rest = '', index } of xml.matchAll(TAG)) {
    const end = index + tag.length;
    const isClosed = rest.endsWith('/');
    const attributes = isClosed ? rest.slice(0, -1) : rest;
    if (kind === 'row') {
      if (!closing) {
        copyUpTo(index);
        row = {
          startsAt: marked.length,
          number: Number(/\sr="(\d+)"/.exec(attributes)?.[1] ?? 0),
          isFilled: false,
        };
      }
      if (closing || isClosed) {
        copyUpTo(end);
        if (row && !row.isFilled && row.number > MAX_ROWS) marked = marked.slice(0, row.startsAt);
        row = undefined;
      }
    } else if (kind === 'c') {
      if (!closing) {
        copyUpTo(index);
        cell = { attributes, holds: 'nothing' };
      }
      if (closing || isClosed) closeCell(end);
    } else if (cell && !closing) {
      if (kind === 'f') cell.holds = 'formula';
      else if (cell.holds === 'nothing') cell.holds = 'value';
    }
  }
  return marked + xml.slice(copied);
}

function isTooFar(attributes: string, rowNumber: number): boolean {
  const [, letters = 'A', row = '0'] = /\sr="([A-Z]+)(\d+)"/.exec(attributes) ?? [];
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return column > MAX_COLUMNS || Math.max(Number(row), rowNumber) > MAX_ROWS;
}
