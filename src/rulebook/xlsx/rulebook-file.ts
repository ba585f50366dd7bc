import { isDeepStrictEqual } from 'node:util';
import { BadInput } from '#src/bad-input.ts';
import { readRulebook } from '../read-rulebook.ts';
import { type Rulebook, rulebookSchema } from '../schema.ts';
import { fromSheets } from './from-sheets.ts';
import type { Raw } from './paths.ts';
import { readWorkbook } from './read-workbook.ts';
import { toSheets } from './to-sheets.ts';
import { writeWorkbook } from './write-workbook.ts';

/** So many mistakes of a workbook are told at once. */
const SHOWN = 50;

/**
 * Reads a regulation from an .xlsx file: as the file says it, and as a checked rulebook.
 *
 * @throws BadInput naming every mistake by sheet, row and column.
 */
export async function readRulebookXlsx(path: string): Promise<{ raw: Raw; book: Rulebook }> {
  const { raw, problems } = fromSheets(await readWorkbook(path));
  if (problems.length === 0) return { raw, book: rulebookSchema.parse(raw) };
  const more = problems.length > SHOWN ? [`……还有 ${problems.length - SHOWN} 处 (and more)`] : [];
  const told = [...problems.slice(0, SHOWN), ...more];
  throw new BadInput(`${path} 有 ${problems.length} 处错误，什么也没有改：\n  ${told.join('\n  ')}`);
}

/** A regulation as an .xlsx file. @throws Error when its sheets would say something else than the rulebook does. */
export function rulebookXlsx(book: Rulebook): Promise<Buffer> {
  const sheets = toSheets(book);
  const { raw, problems } = fromSheets(sheets);
  if (problems.length > 0 || !isDeepStrictEqual(rulebookSchema.parse(raw), book))
    throw new Error(`rulebook ${book.version} can not be said in sheets: ${problems.join('; ')}`);
  return writeWorkbook(sheets);
}

/** One version of a regulation from either kind of file. @throws BadInput. */
export async function readEitherFile(path: string): Promise<Rulebook> {
  return path.toLowerCase().endsWith('.xlsx') ? (await readRulebookXlsx(path)).book : readRulebook(path);
}
