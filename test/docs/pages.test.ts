import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const pages = ['.', 'docs'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

describe.each(pages)('%s', (page) => {
  const text = readFileSync(page, 'utf8');

  test('its links lead somewhere', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(join(dirname(page), link)))).toEqual([]);
  });

  test('the paths that it names are there', () => {
    const paths = [...text.matchAll(/`((?:src|handlers|scripts|test|samples|docs|prompts)\/[\w./-]+)`/g)].map(
      (match) => match[1] ?? '',
    );
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });

  test('the npm commands that it names can be run', () => {
    const commands = [...text.matchAll(/npm run (?:-s )?(\w[\w:-]*)/g)].map((match) => match[1] ?? '');
    expect(commands.filter((command) => !(command in scripts))).toEqual([]);
  });

  test('the benchmarks that it names can be run', () => {
    const names = [...text.matchAll(/npm run bench -- (\w+)/g)].map((match) => match[1] ?? '');
    expect(names.filter((name) => !existsSync(`scripts/bench/${name}.ts`))).toEqual([]);
  });
});

test('both READMEs begin with the same two commands, and CI runs the second', () => {
  for (const page of ['README.md', 'README.zh-CN.md']) {
    const blocks = [...readFileSync(page, 'utf8').matchAll(/```sh\n([^`]*)```/g)].map((match) =>
      match[1]?.trim(),
    );
    expect(blocks.slice(0, 2)).toEqual(['npm ci && npm start', 'npm ci && npm test']);
  }
  expect(readFileSync('.ci/run', 'utf8')).toMatch(/npm ci\nnpm test\n/);
});

test('every variable of .env.example is one that the bot reads, and the other way round', () => {
  const named = [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
  const read = [...readFileSync('src/config.ts', 'utf8').matchAll(/^ {2}([A-Z_]+):/gm)].map(
    (match) => match[1],
  );
  expect(named.sort()).toEqual(read.sort());
});
