/**
 * Understanding against node-nlp (intents) and Microsoft's recognizers (times): speed and accuracy on the same lines,
 * in one run. The two are installed into a temporary folder for this and are no dependencies of the project.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { findDays, isoDay } from '#src/understanding/reading/days.ts';
import { readDuration } from '#src/understanding/reading/durations.ts';
import { fold } from '#src/understanding/reading/fold.ts';
import { understand } from '#src/understanding/understand.ts';
import { compare, now, readCorpus, type Sample, vocabulary } from '#test/understanding/corpus.ts';

interface NlpManager {
  addDocument(language: string, text: string, intent: string): void;
  train(): Promise<void>;
  process(language: string, text: string): Promise<{ intent: string; score: number }>;
}
interface Recognized {
  typeName: string;
  resolution: { values?: Record<string, string>[] } | null;
}
interface Recognizers {
  recognizeDateTime(text: string, culture: string, options?: number, reference?: Date): Recognized[];
  Culture: { Chinese: string };
}

const rivals = ['node-nlp@4.27.0', '@microsoft/recognizers-text-date-time@1.3.2'];
const folder = join(tmpdir(), 'xiaoji-bench-understanding');
const times = new URL('../../test/understanding/times.yaml', import.meta.url);
const negatives = new URL('../../../shared/negatives/', import.meta.url);

/** Prints the comparison. Needs the package registry the first time. */
export async function run(): Promise<void> {
  const load = rivalsFrom(folder);
  const corpus = readCorpus();
  const chat = chatLines(5000);
  const texts = [...corpus.map(({ text }) => text).filter((text) => text.trim() !== ''), ...chat];
  console.log(`understanding: ${corpus.length} messages of the corpus and ${chat.length} lines of chat`);

  const addressed = { now, addressed: true, vocabulary };
  const group = { now, addressed: false, vocabulary };
  understandAll(texts.slice(0, 2000), addressed);
  const asTheyCome = perSecond((corpus.length + chat.length) * 3, () => {
    for (let i = 0; i < 3; i++) {
      for (const sample of corpus) understand(sample.text, sample.context);
      understandAll(chat, group);
    }
  });
  const ours = perSecond(texts.length * 3, () => {
    for (let i = 0; i < 3; i++) understandAll(texts, addressed);
  });
  const quiet = perSecond(chat.length * 3, () => {
    for (let i = 0; i < 3; i++) understandAll(chat, group);
  });
  const right = corpus.filter(
    (sample) => compare(sample, understand(sample.text, sample.context)) === undefined,
  ).length;
  const falseOurs = chat.filter((text) => understand(text, group).kind !== 'silence').length;

  const nlp = await trainNlp(load, corpus);
  const sampled = texts.filter((_, i) => i % 4 === 0);
  const nlpRate = await perSecondAsync(sampled.length, async () => {
    for (const text of sampled) await nlp.process('zh', text);
  });
  const nlpRight = await nlpAccuracy(nlp, corpus);
  let falseNlp = 0;
  for (const text of chat) {
    const { intent, score } = await nlp.process('zh', text);
    if (score >= 0.8 && intent !== 'None' && intent !== 'silence') falseNlp++;
  }

  const { recognizeDateTime, Culture } = load('@microsoft/recognizers-text-date-time') as Recognizers;
  const few = texts.filter((_, i) => i % 20 === 0);
  const slotRate = perSecond(few.length, () => {
    for (const text of few) recognizeDateTime(text, Culture.Chinese, undefined, now);
  });
  const slots = slotAccuracy((text) => recognizeDateTime(text, Culture.Chinese, undefined, now));

  const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
  const rate = (value: number) => `${Math.round(value).toLocaleString('en')}/s`;
  console.log(
    `  xiaoji            as they come ${rate(asTheyCome)}, all as if addressed ${rate(ours)}, chatter alone ${rate(quiet)}; intents and slots right ${percent(right, corpus.length)}; false triggers on chat ${percent(falseOurs, chat.length)}`,
  );
  console.log(
    `  node-nlp          ${rate(nlpRate)} (xiaoji is ${(asTheyCome / nlpRate).toFixed(0)} x, ${(ours / nlpRate).toFixed(0)} x if all were addressed); intents right ${percent(nlpRight, corpus.length)} on its own training lines, slots not read; false triggers on chat ${percent(falseNlp, chat.length)}`,
  );
  console.log(
    `  ms recognizers    ${rate(slotRate)} (xiaoji is ${(asTheyCome / slotRate).toFixed(0)} x, ${(ours / slotRate).toFixed(0)} x if all were addressed); lengths and days right ${percent(slots.theirs, slots.all)}, xiaoji ${percent(slots.ours, slots.all)} of ${slots.all}`,
  );
}

function understandAll(texts: readonly string[], context: Parameters<typeof understand>[1]): void {
  for (const text of texts) understand(text, context);
}

function rivalsFrom(place: string): NodeJS.Require {
  mkdirSync(place, { recursive: true });
  const manifest = join(place, 'package.json');
  if (!existsSync(manifest)) writeFileSync(manifest, '{"private":true}\n');
  if (
    !existsSync(join(place, 'node_modules', 'node-nlp')) ||
    !existsSync(join(place, 'node_modules', '@microsoft'))
  ) {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...rivals], {
      cwd: place,
      stdio: 'inherit',
    });
  }
  return createRequire(manifest);
}

/** Trained on everything that it is then asked: as favourable as can be. */
async function trainNlp(load: NodeJS.Require, corpus: readonly Sample[]): Promise<NlpManager> {
  const { NlpManager: Manager } = load('node-nlp') as { NlpManager: new (settings: object) => NlpManager };
  const manager = new Manager({
    languages: ['zh'],
    nlu: { log: false },
    forceNER: false,
    autoSave: false,
    modelFileName: join(folder, 'model.nlp'),
  });
  for (const { text, intent } of corpus)
    if (text.trim() !== '') manager.addDocument('zh', text, intent ?? 'silence');
  await manager.train();
  return manager;
}

async function nlpAccuracy(nlp: NlpManager, corpus: readonly Sample[]): Promise<number> {
  let right = 0;
  for (const { text, intent } of corpus) {
    const result = await nlp.process('zh', text);
    if (result.intent === (intent ?? 'silence')) right++;
  }
  return right;
}

function slotAccuracy(recognize: (text: string) => Recognized[]): {
  ours: number;
  theirs: number;
  all: number;
} {
  const table = parse(readFileSync(times, 'utf8')) as Record<string, Record<string, unknown>>;
  let ours = 0;
  let theirs = 0;
  let all = 0;
  for (const [text, expected] of Object.entries(table.durations ?? {})) {
    if (typeof expected !== 'number' || /[a-z]{3}/.test(text)) continue;
    all++;
    if (readDuration(fold(text).text)?.minutes === expected) ours++;
    const [found] = recognize(text);
    if (
      found?.typeName === 'datetimeV2.duration' &&
      Number(found.resolution?.values?.[0]?.value) === expected * 60
    )
      theirs++;
  }
  for (const direction of ['past', 'future'] as const) {
    for (const [text, expected] of Object.entries(table[direction] ?? {})) {
      if (expected === 'none' || /[a-z]{3}/.test(text)) continue;
      all++;
      const [day] = findDays(fold(text).text, now, direction);
      if (day && isoDay(day.value) === expected) ours++;
      const values = recognize(text)[0]?.resolution?.values ?? [];
      // It gives past and future readings; the one asked for counts.
      const value = (direction === 'past' ? values[0] : values.at(-1)) ?? {};
      if ((value.value ?? value.start)?.startsWith(String(expected))) theirs++;
    }
  }
  return { ours, theirs, all };
}

function chatLines(count: number): string[] {
  if (!existsSync(negatives))
    return readCorpus()
      .filter(({ intent }) => intent === undefined)
      .map(({ text }) => text);
  const lines = readdirSync(negatives)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) =>
      readFileSync(new URL(name, negatives), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== ''),
    );
  const step = Math.max(1, Math.floor(lines.length / count));
  return lines.filter((_, i) => i % step === 0).slice(0, count);
}

function perSecond(messages: number, work: () => void): number {
  const started = performance.now();
  work();
  return (messages * 1000) / (performance.now() - started);
}

async function perSecondAsync(messages: number, work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (messages * 1000) / (performance.now() - started);
}

if (import.meta.main) await run();
