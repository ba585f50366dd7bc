import type { z } from 'zod';

/** Something wrong in a file that a person wrote: where (keys and indexes from the top), and one sentence. */
export interface Problem {
  path: PropertyKey[];
  message: string;
}

/** What a schema finds wrong with what a file says, one problem for each mistake. */
export function schemaProblems(schema: z.ZodType, raw: unknown): Problem[] {
  const result = schema.safeParse(raw, { error: sentenceFor });
  if (result.success) return [];
  return result.error.issues.flatMap(({ path, message, ...issue }): Problem[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...path, key], message: `没有 ${key} 这个字段 (unknown field)` }))
      : [{ path, message }],
  );
}

/** The sentence for a mistake that the schema itself has no words for. */
const sentenceFor: z.core.$ZodErrorMap = (issue) => {
  const said = shown(issue.input);
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return '没有填写 (missing)';
      return `应填${kinds[issue.expected] ?? issue.expected}，现在是${said} (expected ${issue.expected})`;
    case 'invalid_value':
      return `只能是 ${issue.values.join('、')}，现在是${said} (expected one of these)`;
    case 'invalid_union':
      if ('options' in issue && Array.isArray(issue.options))
        return isWithout(issue.input, issue.discriminator)
          ? '没有填写 (missing)'
          : `只能是 ${issue.options.join('、')} (expected one of these)`;
      return `写法不对，现在是${said} (invalid)`;
    case 'too_small':
      if (issue.origin === 'string') return '没有填写 (missing)';
      return issue.origin === 'array'
        ? `至少要有 ${issue.minimum} 个 (at least ${issue.minimum})`
        : `最小 ${issue.minimum}，现在是${said} (at least ${issue.minimum})`;
    case 'too_big':
      if (issue.origin === 'string')
        return `最多 ${issue.maximum} 个字 (at most ${issue.maximum} characters)`;
      return issue.origin === 'array'
        ? `最多 ${issue.maximum} 个 (at most ${issue.maximum})`
        : `最大 ${issue.maximum}，现在是${said} (at most ${issue.maximum})`;
    default:
      return undefined;
  }
};

function isWithout(input: unknown, key: unknown): boolean {
  return typeof input === 'object' && input !== null && !(String(key) in input);
}

const kinds: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: ' true 或 false',
  array: '一个列表',
  object: '一组字段',
};

function shown(input: unknown): string {
  if (input === undefined || input === null) return '空的';
  if (Array.isArray(input)) return '一个列表';
  if (typeof input === 'object') return '一组字段';
  const text = String(input);
  return `“${text.length > 30 ? `${text.slice(0, 30)}…` : text}”`;
}
