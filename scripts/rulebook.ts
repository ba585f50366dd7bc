/**
 * `npm run rulebook -- template|export|check|import`: a community's points regulation as a YAML or an Excel file.
 */
import { parseArgs } from 'node:util';
import { BadInput } from '#src/bad-input.ts';
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
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { replace: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
  });
  const [command, ...files] = values.help ? ['help'] : positionals;
  const [first, second] = files;
  if (command === 'template' && first && !second) await template(first);
  else if (command === 'export' && first && second) await exportRulebook(first, second);
  else if (command === 'check' && first) await check(files);
  else if (command === 'import' && first && second) await importRulebook(first, second, values.replace);
  else {
    console.log(USAGE);
    return command === undefined || command === 'help' ? 0 : 2;
  }
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  const isUsage = String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS');
  console.error(error instanceof BadInput || isUsage ? (error as Error).message : error);
  process.exitCode = isUsage ? 2 : 1;
}
