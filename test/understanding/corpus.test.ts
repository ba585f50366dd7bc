import { describe, expect, test } from 'vitest';
import { intentNames, intentSchema } from '#src/understanding/intents/index.ts';
import { understand } from '#src/understanding/understand.ts';
import { check, readCorpus } from './corpus.ts';

const corpus = readCorpus();

describe('the corpus is understood', () => {
  for (const file of [...new Set(corpus.map((sample) => sample.file))]) {
    test(file, () => {
      const samples = corpus.filter((sample) => sample.file === file);
      expect(samples.map((sample) => [sample.text, check(sample)]).filter(([, wrong]) => wrong)).toEqual([]);
    });
  }

  test('it has at least 600 messages and every intent', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(600);
    const seen = new Set(corpus.map((sample) => sample.intent));
    expect(intentNames.filter((name) => !seen.has(name))).toEqual([]);
  });
});

test('every intent that comes out is one that the schema knows, and says why', () => {
  for (const { text, context } of corpus) {
    const result = understand(text, context);
    if (result.kind === 'intent') expect(intentSchema.parse(result.intent)).toEqual(result.intent);
    if (result.kind !== 'silence') {
      const [start, end] = result.why.span;
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThanOrEqual(start);
      expect(end).toBeLessThanOrEqual(text.length);
      expect(result.why.rule).not.toBe('');
    }
    if (result.kind === 'question')
      expect(JSON.parse(JSON.stringify(result.question))).toEqual(result.question);
  }
});
