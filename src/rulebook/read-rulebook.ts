import { BadInput } from '#src/bad-input.ts';
import { readYamlFile } from '#src/yaml-file.ts';
import { type Rulebook, rulebookSchema } from './schema.ts';

/**
 * Reads one version of a rulebook from a YAML file.
 *
 * @throws BadInput naming file, line and remedy.
 */
export function readRulebook(path: string): Rulebook {
  const book = readYamlFile(path, rulebookSchema);
  const [problem] = problemsOf(book);
  if (problem) throw new BadInput(`${path}：${problem}`);
  return book;
}

/** What is wrong with a rulebook that a schema can't see: ids that are used twice, or that nothing has. */
export function problemsOf(book: Rulebook): string[] {
  const problems: string[] = [];
  const owners = new Map<string, string>();
  const ids = new Set<string>();
  for (const { id, name, aliases } of book.items) {
    if (ids.has(id)) problems.push(`条目编号 ${id} 出现了两次 (duplicate id)`);
    ids.add(id);
    for (const word of new Set([name.zh, name.en, ...aliases].map((word) => word.toLowerCase()))) {
      const owner = owners.get(word);
      if (owner) problems.push(`“${word}”同时是 ${owner} 和 ${id} 的名称，请只留一处`);
      owners.set(word, id);
    }
  }
  return problems;
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
      throw new BadInput(`细则版本 ${book.version} 出现了两次 (duplicate version)`);
    if (next && (next.from === book.from || (book.until !== undefined && book.until >= next.from)))
      throw new BadInput(`细则版本 ${book.version} 和 ${next.version} 的生效日期重叠 (overlapping versions)`);
  }
  const [first, ...others] = versions;
  if (!first) throw new BadInput('没有细则文件 (no rulebook)');
  return [first, ...others];
}
