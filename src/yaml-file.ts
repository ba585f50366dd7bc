import { readFileSync, statSync } from 'node:fs';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { BadInput } from './bad-input.ts';

const MAX_BYTES = 1024 * 1024;

/**
 * Reads a YAML file that a person wrote and checks it against a schema.
 *
 * @throws BadInput that names the file, the line, what is wrong and what was expected.
 */
export function readYamlFile<T extends z.ZodType>(path: string, schema: T): z.infer<T> {
  const text = readText(path);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });

  const [syntaxError] = document.errors;
  if (syntaxError) {
    const { line } = lines.linePos(syntaxError.pos[0]);
    const [what] = syntaxError.message.split(' at line ');
    throw new BadInput(`${path} 第 ${line} 行格式有误 (line ${line}: ${what})`);
  }

  const result = schema.safeParse(document.toJS({ maxAliasCount: 10 }));
  if (result.success) return result.data;

  const problems = result.error.issues.slice(0, 5).map((issue) => {
    const line = lineOf(issue.path);
    const where = issue.path.length > 0 ? issue.path.join('.') : 'file';
    return `第 ${line} 行 ${where}：${issue.message}`;
  });
  throw new BadInput(
    `${path} 有 ${result.error.issues.length} 处错误，原有设置不变：\n  ${problems.join('\n  ')}`,
  );

  function lineOf(path: PropertyKey[]): number {
    for (let depth = path.length; depth >= 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  }
}

function readText(path: string): string {
  let bytes: Buffer;
  try {
    if (statSync(path).size > MAX_BYTES) throw new BadInput(`${path} 超过 1 MB，请检查是否选错了文件`);
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(`读不到文件 ${path} (cannot read: ${(error as NodeJS.ErrnoException).code})`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadInput(`${path} 不是 UTF-8 编码，请另存为 UTF-8 (the file is not UTF-8)`);
  }
}
