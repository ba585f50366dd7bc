import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { LAYOUTS } from '#src/rulebook/xlsx/layout.ts';

/*
 * docs/regulation.md says what to type; here it is typed, in an empty folder that has the samples.
 */

const SCRIPT = join(process.cwd(), 'scripts/rulebook.ts');

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xiaoji-regulation-'));
  for (const name of readdirSync('samples'))
    for (const file of readdirSync(join('samples', name))) {
      const path = join(folder, 'samples', name, file);
      mkdirSync(dirname(path), { recursive: true });
      copyFileSync(join('samples', name, file), path);
    }
  return folder;
}
function run(folder: string, ...words: string[]): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', SCRIPT, ...words], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, out: stdout.trim(), err: stderr.trim() };
}

test('every command of docs/regulation.md runs, one after the other', () => {
  const page = readFileSync('docs/regulation.md', 'utf8');
  const commands = [...page.matchAll(/^npm run rulebook -- ([^\n#]+)/gm)].map(
    (match) => match[1]?.trim() ?? '',
  );
  expect(new Set(commands.map((command) => command.split(' ')[0]))).toEqual(
    new Set(['template', 'export', 'check', 'import']),
  );
  // Both languages show the same ones.
  const [chinese, english] = [commands.slice(0, commands.length / 2), commands.slice(commands.length / 2)];
  expect(english).toEqual(chinese);
  const folder = emptyFolder();
  for (const command of chinese)
    expect([command, run(folder, ...command.split(/\s+/))]).toMatchObject([command, { status: 0, err: '' }]);
});

test('`npm run rulebook` is that script', () => {
  expect(execFileSync('npm', ['run', '-s', 'rulebook'], { encoding: 'utf8' })).toContain(
    'template 细则.xlsx',
  );
});

test('every field of the files is in docs/regulation.md, by its Chinese and its YAML name', () => {
  const page = readFileSync('docs/regulation.md', 'utf8');
  for (const { name, fields } of LAYOUTS)
    for (const { header, key } of fields) {
      const yaml = key.startsWith('@') ? [] : [key.split('.').at(-1)];
      expect([
        name,
        header,
        ...[name, header, ...yaml].filter((word) => !page.includes(String(word))),
      ]).toEqual([name, header]);
    }
});

describe('an import is all or nothing', () => {
  const OLD = readFileSync('samples/xinglong/rulebook.yaml', 'utf8');
  const withMistakes = (path: string) =>
    writeExcelFile([
      {
        sheet: '版本',
        data: [
          ['项目', '内容'],
          ['版本号', '2026-1'],
        ],
      },
      {
        sheet: '条目',
        data: [
          ['编号', '名称', '计分方式', '分值'],
          ['volunteering', '志愿服务', '按小时', { type: 'Formula', value: '=5*2' }],
          ['volunteering', '巡逻', '按天', 10],
          ['mediation', '调解', '按次', -3],
        ],
      },
    ] as never).toFile(path);

  test('a file with mistakes: each is named, and the old file stays', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'rulebook.yaml'), OLD);
    await withMistakes(join(folder, '细则.xlsx'));
    expect(run(folder, 'import', '细则.xlsx', 'rulebook.yaml', '--replace')).toEqual({
      status: 1,
      out: '',
      err: [
        '细则.xlsx 有 4 处错误，什么也没有改：',
        '  表“条目”第 2 行“分值”列：单元格里是公式，请粘贴成数值 (a formula; paste it as a value)',
        '  表“条目”第 3 行“编号”列：条目编号 volunteering 出现了两次，请改其中一个 (duplicate id)',
        '  表“条目”第 3 行“计分方式”列：只能填按小时、按次、按数量、按档次、按状态，现在是“按天” (expected one of these)',
        '  表“条目”第 4 行“分值”列：至少 1 分 (at least 1)',
      ].join('\n'),
    });
    expect(readFileSync(join(folder, 'rulebook.yaml'), 'utf8')).toBe(OLD);
    expect(readdirSync(folder).sort()).toEqual(['rulebook.yaml', 'samples', '细则.xlsx']);
  });

  test('an existing file is replaced only when that is said, and kept as .bak', () => {
    const folder = emptyFolder();
    const target = join(folder, 'rulebook.yaml');
    writeFileSync(target, OLD);
    expect(run(folder, 'template', '细则.xlsx').status).toBe(0);
    expect(run(folder, 'import', '细则.xlsx', 'rulebook.yaml')).toMatchObject({
      status: 1,
      err: 'rulebook.yaml 已经有了，没有改动；要覆盖请加 --replace，旧的会留作 rulebook.yaml.bak (already there; add --replace)',
    });
    expect(readFileSync(target, 'utf8')).toBe(OLD);
    expect(existsSync(`${target}.bak`)).toBe(false);

    expect(run(folder, 'import', '细则.xlsx', 'rulebook.yaml', '--replace').status).toBe(0);
    expect(readFileSync(`${target}.bak`, 'utf8')).toBe(OLD);
    expect(readFileSync(target, 'utf8')).toContain('# 由 细则.xlsx 导入');
  });

  test.each([
    [['import', '没有.xlsx', 'rulebook.yaml'], '读不到文件 没有.xlsx (cannot read: ENOENT)'],
    [
      ['import', 'samples/xinglong/rulebook.yaml', 'new.yaml'],
      'samples/xinglong/rulebook.yaml 不是 .xlsx 文件，可能是 .csv 等改了名，请用 Excel 或 WPS 另存为 .xlsx (not an .xlsx file)',
    ],
    [
      ['export', 'samples/xinglong/rulebook.yaml', 'out.xls'],
      'out.xls 请用 .xlsx 结尾的文件名 (the name must end in .xlsx)',
    ],
    [
      ['check', 'samples/hebei/rulebook-2025.yaml', 'samples/xinglong/rulebook.yaml'],
      '细则版本 2025-1 出现了两次，请给其中一个换个版本号 (duplicate version)：samples/xinglong/rulebook.yaml、samples/hebei/rulebook-2025.yaml',
    ],
    [['template', 'nowhere/细则.xlsx'], '写不了 nowhere/细则.xlsx (cannot write: ENOENT)'],
  ])('%j is told why not', (words, message) => {
    expect(run(emptyFolder(), ...words)).toEqual({ status: 1, out: '', err: message });
  });

  test('an export does not write over anything', () => {
    const folder = emptyFolder();
    expect(run(folder, 'template', '细则.xlsx').status).toBe(0);
    expect(run(folder, 'export', 'samples/xinglong/rulebook.yaml', '细则.xlsx').err).toBe(
      '细则.xlsx 已经有了，请换个文件名或先移走它 (already there)',
    );
  });

  test('a command that there is not', () => {
    expect(run(emptyFolder(), 'improt', 'a', 'b')).toMatchObject({ status: 2 });
  });
});
