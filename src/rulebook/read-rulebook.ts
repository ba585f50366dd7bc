import { BadInput } from '#src/bad-input.ts';
import { readYamlFile } from '#src/yaml-file.ts';
import { problemsOf } from './problems.ts';
import { type Rulebook, rulebookSchema } from './schema.ts';

/**
 * Reads one version of a rulebook from a YAML file.
 *
 * @throws BadInput naming file, line and remedy, for up to five mistakes at once.
 */
export function readRulebook(path: string): Rulebook {
  if (/\.xlsx?$/i.test(path))
    throw new BadInput(
      `${path} 是 Excel 文件，请先导入成 YAML：npm run rulebook -- import ${path} rulebook.yaml (import it first)`,
    );
  return readYamlFile(path, rulebookSchema, problemsOf);
}

/**
 * Reads every version of a community's rulebook, the oldest first.
 *
 * @throws BadInput when one can't be used, or two have the same name or the same days.
 */
export function readVersions(paths: string[]): [Rulebook, ...Rulebook[]] {
  return checkVersions(paths.map((path) => ({ path, book: readRulebook(path) })));
}

/** The versions of one community, the oldest first. @throws BadInput when two have the same name or the same days. */
export function checkVersions(files: { path: string; book: Rulebook }[]): [Rulebook, ...Rulebook[]] {
  const sorted = [...files].sort((a, b) => a.book.from.localeCompare(b.book.from));
  const names = new Map<string, string>();
  for (const [index, { path, book }] of sorted.entries()) {
    const other = names.get(book.version);
    if (other !== undefined)
      throw new BadInput(
        `细则版本 ${book.version} 出现了两次，请给其中一个换个版本号 (duplicate version)：${other}、${path}`,
      );
    names.set(book.version, path);
    const next = sorted[index + 1];
    if (next && (next.book.from === book.from || (book.until !== undefined && book.until >= next.book.from)))
      throw new BadInput(
        `细则版本 ${book.version}（${daysOf(book)}）和 ${next.book.version}（${daysOf(next.book)}）的日期重叠，请改生效日期或截止日期 (overlapping versions: mend from or until)：${path}、${next.path}`,
      );
  }
  const [first, ...others] = sorted.map(({ book }) => book);
  if (!first) throw new BadInput('没有细则文件 (no rulebook)');
  return [first, ...others];
}

function daysOf({ from, until }: Rulebook): string {
  return until ? `${from} 至 ${until}` : `${from} 起`;
}
