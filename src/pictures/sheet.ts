/** An .xlsx file as data. */
export interface Sheet {
  /** Starts with 小积- and ends with .xlsx; path separators and control characters are taken out. */
  fileName: string;
  tabs: Tab[];
}

export interface Tab {
  /** At most 31 characters, as in Excel; what Excel forbids in it is taken out. */
  name: string;
  columns: Column[];
  /** One cell for each column. A day is `YYYY-MM-DD`; null leaves the cell empty. */
  rows: (string | number | null)[][];
}

export interface Column {
  title: string;
  /** In characters. */
  width?: number;
  type: 'text' | 'number' | 'date';
}

/** The name that the file is sent under. */
export function sheetFileName({ fileName }: Sheet): string {
  const name = fileName
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\\/:*?"<>|]+/gu, '-')
    .replace(/\.xlsx$/i, '');
  return `${[...name].slice(0, 80).join('') || '小积'}.xlsx`;
}
