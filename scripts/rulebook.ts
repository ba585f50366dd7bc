/**
 * `npm run rulebook -- template|export|check|import`: a community's points regulation as a YAML or an Excel file.
 */
import { BadInput } from '#src/bad-input.ts';
import { endWith, readArguments } from './read-arguments.ts';
import { check } from './rulebook/check.ts';
import { exportRulebook, template } from './rulebook/export.ts';
import { importRulebook } from './rulebook/import.ts';

const USAGE = `npm run rulebook -- 命令 (COMMAND)

  template 细则.xlsx                     生成带例子和说明的空表 (a workbook to fill in)
  export rulebook.yaml 细则.xlsx         把细则写成 Excel (YAML to Excel)
  check 文件...                          检查 .yaml 或 .xlsx；几个文件当作同一社区的几个版本 (check files)
  import 细则.xlsx rulebook.yaml         全部检查通过才写成 YAML (Excel to YAML, all or nothing)
    --replace                            覆盖已有的文件，旧的留作 .bak (keep the old one as .bak)`;

async function main(): Promise<number> {
  const { values, positionals } = readArguments(USAGE, { replace: { type: 'boolean', default: false } });
  const [command, ...files] = positionals;
  const [first, second] = files;
  if (command === 'template' && first && !second) await template(first);
  else if (command === 'export' && first && second) await exportRulebook(first, second);
  else if (command === 'check' && first) await check(files);
  else if (command === 'import' && first && second) await importRulebook(first, second, values.replace);
  else endWith(USAGE, 2);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof BadInput ? error.message : error);
  process.exitCode = 1;
}
