/**
 * Reads messages on stdin, one a line, and prints what Xiaoji makes of each as one JSON object a line.
 *
 *   echo '上报 志愿服务 2小时 昨天 扫楼道' | npm run -s understand
 *   echo '{"text":"通过","quote":"#1023 志愿服务 2小时","role":"committee"}' | npm run -s understand
 *
 * A line of plain text is a message in a residents' group that is not addressed to the bot; `--addressed` makes it
 * one that is. A line that is a JSON object may carry text, addressed, direct, role, room, quote, mentions, pending,
 * kind and at. `--vocabulary FILE` takes other items, products and activities than the practice community's.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { contextOfLine, flatten, messageLine, readVocabularyFile } from '#src/understanding/lines.ts';
import { understand } from '#src/understanding/understand.ts';

const { values } = parseArgs({
  options: {
    addressed: { type: 'boolean', default: false },
    vocabulary: {
      type: 'string',
      default: new URL('../test/understanding/vocabulary.yaml', import.meta.url).pathname,
    },
  },
});
const { vocabulary, now } = readVocabularyFile(readFileSync(values.vocabulary, 'utf8'));

let number = 0;
for await (const line of createInterface({ input: process.stdin })) {
  number++;
  if (line.trim() === '') continue;
  let read: unknown = { text: line, addressed: values.addressed };
  if (line.trimStart().startsWith('{')) {
    try {
      read = JSON.parse(line);
    } catch {
      // A message may begin with a brace: it is then plain text.
    }
  }
  const parsed = messageLine.safeParse(read);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    process.stderr.write(`line ${number}: ${issue?.path.join('.') || 'message'}: ${issue?.message}\n`);
    process.exitCode = 1;
    continue;
  }
  const context = contextOfLine(
    { addressed: values.addressed || undefined, ...parsed.data },
    vocabulary,
    now ?? new Date(),
  );
  process.stdout.write(`${JSON.stringify(flatten(understand(parsed.data.text, context)))}\n`);
}
