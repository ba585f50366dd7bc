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
  return readYamlFile(path, rulebookSchema, problemsOf);
}

/**
 * Reads every version of a community's rulebook, the oldest first.
 *
 * @throws BadInput when one can't be used, or two have the same name or the same days.
 */
export function readVersions(paths: string[]): [Rulebook, ...Rulebook[]] {
  const versions = paths.map(readRulebook).sort((a, b) => a.from.localeCompare(b.from));
  for (const [index, book] of versions.entries()) {
    const next = versions[index + 1];
    if (versions.some((other, at) => at !== index && other.version === book.version))
      throw new BadInput(
        `细则版本 ${book.version} 出现了两次，请给其中一个换个版本号 (duplicate version)：${paths.join('、')}`,
      );
    if (next && (next.from === book.from || (book.until !== undefined && book.until >= next.from)))
      throw new BadInput(
        `细则版本 ${book.version}（${daysOf(book)}）和 ${next.version}（${daysOf(next)}）的生效日期重叠，请改 from 或 until (overlapping versions)：${paths.join('、')}`,
      );
  }
  const [first, ...others] = versions;
  if (!first) throw new BadInput('没有细则文件 (no rulebook)');
  return [first, ...others];
}

function daysOf({ from, until }: Rulebook): string {
  return until ? `${from} 至 ${until}` : `${from} 起`;
}
