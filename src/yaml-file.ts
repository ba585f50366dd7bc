import { readFileSync, statSync } from 'node:fs';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { BadInput } from './bad-input.ts';
import { type Problem, schemaProblems } from './issue-text.ts';

const MAX_BYTES = 1024 * 1024;
/** So many mistakes are told at once. */
const SHOWN = 5;

/**
 * Reads a YAML file that a person wrote and checks it against a schema, and against `problemsOf` for what a schema
 * can't see; that is given what the file says, before defaults, whether or not the schema likes it.
 *
 * @throws BadInput that names the file, the line, what is wrong and what was expected.
 */
export function readYamlFile<T extends z.ZodType>(
  path: string,
  schema: T,
  problemsOf: (raw: unknown) => Problem[] = () => [],
): z.infer<T> {
  const lines = new LineCounter();
  const { document, raw } = parseYaml(path, readText(path), lines);
  const problems = [...schemaProblems(schema, raw), ...problemsOf(raw)];
  if (problems.length === 0) return schema.parse(raw);

  const told = problems
    .map(({ path: at, message }) => ({ line: lineOf(at), where: at.join('.') || '文件', message }))
    .sort((a, b) => a.line - b.line)
    .slice(0, SHOWN)
    .map(({ line, where, message }) => `第 ${line} 行 ${where}：${message}`);
  throw new BadInput(`${path} 有 ${problems.length} 处错误，原有设置不变：\n  ${told.join('\n  ')}`);

  function lineOf(path: PropertyKey[]): number {
    for (let depth = path.length; depth >= 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  }
}

function parseYaml(path: string, text: string, lines: LineCounter): { document: Document; raw: unknown } {
  try {
    const document = parseDocument(text, { lineCounter: lines });
    const [syntaxError] = document.errors;
    if (!syntaxError) return { document, raw: document.toJS({ maxAliasCount: 10 }) };
    if (syntaxError.message.includes('call stack')) throw new RangeError(syntaxError.message);
    const { line } = lines.linePos(syntaxError.pos[0]);
    const [what] = syntaxError.message.split(' at line ');
    throw new BadInput(`${path} 第 ${line} 行格式有误 (line ${line}: ${what})`);
  } catch (error) {
    if (error instanceof BadInput) throw error;
    // Aliases of aliases, or brackets in brackets by the thousand: nobody writes that by hand.
    throw new BadInput(`${path} 的嵌套或引用太多，读不了 (too deeply nested, or too many aliases)`);
  }
}

function readText(path: string): string {
  let bytes: Buffer;
  try {
    if (statSync(path).size > MAX_BYTES)
      throw new BadInput(`${path} 超过 1 MB，请检查是否选错了文件 (larger than 1 MB)`);
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(`读不到文件 ${path} (cannot read: ${(error as NodeJS.ErrnoException).code})`);
  }
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04')
    throw new BadInput(`${path} 是 Excel 文件，这里要 YAML 文件 (an .xlsx file, where YAML is expected)`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadInput(`${path} 不是 UTF-8 编码，请另存为 UTF-8 (the file is not UTF-8)`);
  }
}
