import { readFileSync, statSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import readSheets from 'read-excel-file/universal';
import { BadInput } from '#src/bad-input.ts';
import { type Cell, markFormulas } from './mark-formulas.ts';

export interface Sheet {
  name: string;
  /** Rows from the first of the sheet on; `rows[4]` is what Excel shows as row 5. */
  rows: Cell[][];
}

const MAX_BYTES = 5 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 20 * 1024 * 1024;

/**
 * Reads the cells of an .xlsx file that comes from anybody: too large a file, one that unpacks to too much, and what
 * only pretends to be one are refused before anything of it is read.
 *
 * @throws BadInput with what to do instead.
 */
export async function readWorkbook(path: string): Promise<Sheet[]> {
  const parts = unpack(path, readBytes(path));
  // Packed again from what was looked at, so that nothing else is read: not a size that the file lied about, not a
  // second entry of the same name.
  const checked = zipSync(parts, { level: 0 });
  try {
    const sheets = await readSheets(checked.buffer as ArrayBuffer);
    return sheets.map(({ sheet, data }) => ({ name: sheet.trim(), rows: data as unknown as Cell[][] }));
  } catch (error) {
    throw new BadInput(
      `${path} 打不开，请用 Excel 或 WPS 重新另存为 .xlsx (damaged: ${(error as Error).message})`,
    );
  }
}

function readBytes(path: string): Buffer {
  try {
    if (statSync(path).size > MAX_BYTES)
      throw new BadInput(`${path} 超过 5 MB，请检查是否选错了文件 (larger than 5 MB)`);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(`读不到文件 ${path} (cannot read: ${(error as NodeJS.ErrnoException).code})`);
  }
}

function unpack(path: string, bytes: Buffer): Record<string, Uint8Array> {
  const start = bytes.subarray(0, 4).toString('latin1');
  if (start === '\xd0\xcf\x11\xe0')
    throw new BadInput(
      `${path} 是旧版 .xls 或加了密码，请去掉密码并另存为 .xlsx (an old .xls, or has a password)`,
    );
  if (start !== 'PK\x03\x04')
    throw new BadInput(
      `${path} 不是 .xlsx 文件，可能是 .csv 等改了名，请用 Excel 或 WPS 另存为 .xlsx (not an .xlsx file)`,
    );
  let unpacked = 0;
  let parts: Record<string, Uint8Array>;
  try {
    parts = unzipSync(bytes, {
      filter({ name, originalSize }) {
        if (!/^(\[Content_Types\]\.xml|_rels\/|xl\/)/.test(name) || /^xl\/(media|embeddings)\//.test(name))
          return false;
        unpacked += originalSize;
        if (unpacked > MAX_UNPACKED_BYTES)
          throw new BadInput(`${path} 解压后太大，请只留细则的表 (unpacks to more than 20 MB)`);
        return true;
      },
    });
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(`${path} 已损坏，请重新另存为 .xlsx (damaged archive)`);
  }
  if (!parts['xl/workbook.xml'])
    throw new BadInput(`${path} 是压缩包，不是 .xlsx 文件 (an archive, but not an .xlsx file)`);
  for (const name of Object.keys(parts))
    if (/^xl\/worksheets\/[^/]+\.xml$/.test(name))
      parts[name] = strToU8(markFormulas(path, strFromU8(parts[name] as Uint8Array)));
  return parts;
}
