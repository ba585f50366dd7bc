import writeExcelFile, {
  type Feature,
  type SheetData,
  type Sheet as WrittenSheet,
} from 'write-excel-file/node';
import {
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
  sanitizeAttributeValue,
  sanitizeTextContent,
} from 'write-excel-file/utility';
import { ABOUT, LAYOUTS, type Layout } from './layout.ts';
import type { Cell } from './mark-formulas.ts';
import type { Sheet } from './read-workbook.ts';

/** So many rows under a heading offer a drop-down. */
const OFFERED_ROWS = 500;
const SHADE = '#E8F0E4';

/** A regulation's sheets as an .xlsx file, with an explanation in front, frozen headings and drop-downs. */
export async function writeWorkbook(sheets: Sheet[]): Promise<Buffer> {
  const about: WrittenSheet<never> = {
    sheet: ABOUT,
    data: explanation().map((row, index) => row.map((cell) => styled(cell, index === ABOUT_HEADING))),
    columns: [{ width: 12 }, { width: 20 }, { width: 44 }, { width: 60 }],
  };
  const written = sheets.map(
    ({ name, rows }): WrittenSheet<never> => ({
      sheet: name,
      data: rows.map((row, index) => row.map((cell) => styled(cell, index === 0))),
      columns: columnsOf(name),
      stickyRowsCount: 1,
    }),
  );
  return writeExcelFile([about, ...written] as never, { features: [dropDowns as never] }).toBuffer();
}

function styled(cell: Cell, isHeading: boolean): SheetData[number][number] {
  if (cell === null) return null;
  if (typeof cell !== 'string') return cell as number | boolean | Date;
  return {
    // Excel reads _x0041_ as a character's code.
    value: cell.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_'),
    type: String,
    // As text, so that 2025-1 does not become a date.
    format: '@',
    ...(isHeading ? { fontWeight: 'bold', backgroundColor: SHADE } : {}),
  };
}

function columnsOf(name: string): { width: number }[] {
  const layout = LAYOUTS.find((layout) => layout.name === name);
  if (layout?.shape !== 'table') return [{ width: 22 }, { width: 28 }, { width: 60 }];
  return layout.fields.map(({ header, key }) => ({
    width: /name|alias/i.test(key) ? 22 : Math.max(12, header.length * 2 + 3),
  }));
}

const ABOUT_HEADING = 4;

/** What every cell is for. */
function explanation(): string[][] {
  return [
    ['积分细则：一张表一类内容，一行一条。第 1 行是表头，不要改；带下拉的格子请从下拉里选。'],
    ['表里的行可以是例子，请改成本社区的，不要的整行删去。单元格里不要用公式。'],
    [
      '填好以后检查：npm run rulebook -- check 文件.xlsx；导入：npm run rulebook -- import 文件.xlsx rulebook.yaml',
    ],
    [],
    ['表', '列（项）', '填什么', '说明'],
    ...LAYOUTS.flatMap(({ name, about, fields }) => [
      [name, '', '', about],
      ...fields.map(({ header, kind, note }) => [name, header, kind.hint, note]),
    ]),
  ];
}

/** Drop-downs are not in the library itself: this adds them to the sheets' XML, where Excel looks for them. */
const dropDowns: Feature<never> = {
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform(xml, _options, { sheetIndex }) {
          const layout = LAYOUTS[sheetIndex - 1];
          const validations = layout ? validationsOf(layout) : [];
          if (validations.length === 0) return xml;
          return insertElementMarkupAccordingToOrderOfSiblings(
            xml,
            `<dataValidations count="${validations.length}">${validations.join('')}</dataValidations>`,
            getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet') ?? [],
            'worksheet',
          );
        },
      },
    },
  },
};

function validationsOf({ shape, fields }: Layout): string[] {
  return fields.flatMap(({ kind, from, note }, index) => {
    // Where several may stand in one cell, a list would refuse them.
    const source = kind.options ? `"${kind.options.join(',')}"` : from && `'${from}'!$A$2:$A$${OFFERED_ROWS}`;
    if (!source) return [];
    const letter = String.fromCharCode(65 + index);
    const cells = shape === 'form' ? `B${index + 2}` : `${letter}2:${letter}${OFFERED_ROWS}`;
    const hint = sanitizeAttributeValue(note.slice(0, 250));
    return `<dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1" prompt="${hint}" sqref="${cells}"><formula1>${sanitizeTextContent(source)}</formula1></dataValidation>`;
  });
}
