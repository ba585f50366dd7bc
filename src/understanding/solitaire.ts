import { isPerson } from './party.ts';
import { fold } from './reading/fold.ts';
import { nameLength } from './reading/people.ts';
import { readRow, type SolitaireRow } from './solitaire-row.ts';

export interface Solitaire {
  /** The tag that WeChat writes, when it is there. */
  tag?: string;
  /** Title lines, joined. Two posts of one list have the same header. */
  header: string;
  /** The 例 line that shows how to write a row. */
  example?: string;
  rows: SolitaireRow[];
}

interface Line {
  position: number;
  text: string;
  /** No sign stands after its number. */
  bare: boolean;
}

/** Rows that follow each other, and the lines above them. */
interface Section {
  heading: string[];
  rows: Line[];
}

const tagLine = /^\s*[#＃]\s?(接龙|接龍|Group Note|group note)\s?/;
const signed =
  /^\s*(\d{1,3})\s*(?:[.．、)）:：…]+(?!\d+(?:\D{0,2}小?时|[米元]|[:：]))|(?<=\d)\s+(?=\D|\d+[-－]))\s*(.*)$/;
const bareSign = /^\s*\d{1,3}\s+/;
const glued = /^\s*(\d{1,3})(?=[\u4e00-\u9fff])(.*)$/;
const inline = /\s(\d{1,3})\s*[.．、)）]\s*(?=\D)/;
const exampleLine = /^\s*(?:例如?|格式|example|e\.g\.)\s*[:：.、 ]?\s*(.*)$/i;
const listWords = /接龙|接龍|报名|報名|招募|签到|登记|sign[ -]?up/i;
/** Headings of numbered lines that are nobody: 要求：, 注意事项. */
const rulesLine =
  /^.{0,6}(?:要求|须知|需知|注意(?:事项)?|说明|规则|流程|安排|内容|任务|职责|分工|事项|提示|提醒|准备|携带|物品|工具|条件|纪律|步骤|议程|项目|奖品|福利|时间|地点)(?:如下)?[】\]:： ]*$/;
const most = 500;
const longest = 20_000;

/**
 * Reads a #接龙, native or made by hand. A list without the tag counts when its title speaks of signing up and its
 * rows count up from one: other numbered lists are ordinary messages. Undefined when it is none.
 */
export function parseSolitaire(text: string, native = false): Solitaire | undefined {
  const tagged = tagLine.exec(text);
  if (!native && !tagged && !listWords.test(text.slice(0, 300))) return undefined;
  const lines = text.slice(tagged?.[0].length ?? 0, longest).split(/\r?\n/, most * 2);
  const { sections, example } = sectionsOf(lines);
  const header = (sections[0]?.heading ?? []).join('\n');
  const rows = rowsOf(sections);
  if (!native && !tagged) {
    if (rows.length === 0 || header === '' || !listWords.test(header)) return undefined;
    if (!rows.every((row) => row.text.length <= 60)) return undefined;
    if (!/接龙|接龍/.test(header) && !rows.every(({ name }) => name)) return undefined;
  }
  if ((native || tagged) && header === '' && rows.length === 0) return undefined;
  return {
    ...(tagged?.[1] ? { tag: `#${tagged[1]}` } : {}),
    header,
    ...(example === undefined ? {} : { example }),
    rows,
  };
}

function sectionsOf(lines: readonly string[]): { sections: Section[]; example: string | undefined } {
  let section: Section = { heading: [], rows: [] };
  const sections = [section];
  const open = (heading: string[]) => {
    section = { heading, rows: [] };
    sections.push(section);
  };
  let example: string | undefined;
  /** Lines since the last row, and whether one of them was blank. */
  let [between, isApart]: [string[], boolean] = [[], false];
  for (const line of lines.map(plainSign)) {
    const last = section.rows.at(-1);
    const row = rowIn(line, section);
    if (row) {
      const heads = /[:：】]$/.test(between.at(-1) ?? '');
      if (last && (heads || (row.position === 1 && (isApart || between.length > 0)))) open(between);
      else if (!isApart) wrap(last, between);
      section.rows.push(...inOneLine(row));
      [between, isApart] = [[], false];
    } else if (tagLine.test(line) && last) {
      open([line.replace(tagLine, '').trim()].filter(Boolean));
      [between, isApart] = [[], false];
    } else if (line.trim() === '') isApart ||= last !== undefined;
    else if (last) between.push(line.trim());
    else if (/^\s*(?:例|example|e\.g)/i.test(line)) example = (exampleLine.exec(line)?.[1] ?? '').trim();
    else section.heading.push(line.trim());
  }
  if (!isApart) wrap(section.rows.at(-1), between);
  return { sections, example };
}

/** Lines below a row are part of it, unless a heading of something else is among them. */
function wrap(row: Line | undefined, below: readonly string[]): void {
  if (row && !below.some((line) => /[:：】]$/.test(line))) row.text = [row.text, ...below].join('\n').trim();
}

/** 1️⃣, ① and ⑴ as 1. */
function plainSign(line: string): string {
  return line
    .replace(/^\s*((?:\d\ufe0f?\u20e3)+)/, (sign) => `${sign.replace(/\D/g, '')}. `)
    .replace(/^\s*🔟/u, '10. ')
    .replace(/^\s*([①-⑳⑴-⒇⒈-⒛❶-❿])/, (_, sign: string) => {
      const code = sign.charCodeAt(0);
      const first = [0x2776, 0x2488, 0x2474, 0x2460].find((start) => code >= start) ?? code;
      return `${code - first + 1}. `;
    });
}

/** A row of a section: numbered from one on, as the first was; people who copy at once write a number twice. */
function rowIn(line: string, { rows }: Section): Line | undefined {
  const last = rows.at(-1)?.position ?? 0;
  const match = signed.exec(line) ?? glued.exec(line);
  const position = Number(match?.[1] ?? 0);
  if (!match || rows.length >= most || position < 1) return undefined;
  if (last === 0 ? position !== 1 : position > last + 6) return undefined;
  const text = (match[2] ?? '').trim();
  // 2 把扫帚 below 1. 张三 is what 张三 brings; 1张三 is a row, 1号楼 is none.
  const bare = !signed.test(line) || bareSign.test(line);
  if (bare && last > 0 && !rows[0]?.bare) return undefined;
  if (!signed.test(line) && !startsWithName(text)) return undefined;
  return { position, text, bare };
}

function startsWithName(text: string): boolean {
  const word = /^[^\s,，、:：()（）+＋]+/.exec(fold(text).text)?.[0] ?? '';
  return word !== '' && (isPerson(word) || nameLength(word) === word.length);
}

/** 1、张三 2、王芳 3、赵敏, all in one line. */
function inOneLine(row: Line): Line[] {
  const next = inline.exec(row.text);
  if (!next || Number(next[1]) !== row.position + 1) return [row];
  const rest = {
    ...row,
    position: row.position + 1,
    text: row.text.slice(next.index + next[0].length).trim(),
  };
  return [{ ...row, text: row.text.slice(0, next.index).trim() }, ...inOneLine(rest)];
}

/** Whether the line above some rows is a heading of rules; the only line of a list is its title. */
function isRules(heading: readonly string[], isFirst: boolean): boolean {
  const above = heading.at(-1) ?? '';
  return rulesLine.test(above) && (!isFirst || heading.length > 1 || /[:：]$/.test(above));
}

/**
 * The rows that people wrote. Numbered lines under 要求： are none; nor is a block without a name in it where another
 * block follows that has some.
 */
function rowsOf(sections: readonly Section[]): SolitaireRow[] {
  const blocks = sections
    .map(({ heading, rows }, index) => ({
      under: heading.join('\n'),
      isFirst: index === 0,
      isRules: isRules(heading, index === 0),
      rows: rows.filter(({ text }) => text !== '').map(({ position, text }) => readRow(position, text)),
    }))
    .filter((block) => !block.isRules || block.rows.every(({ name }) => isPerson(name ?? '')));
  const named = blocks.filter(({ rows }) =>
    rows.some(({ name, text }) => isPerson(name ?? '') || /我/.test(text)),
  );
  return (named.length > 0 ? named : blocks.slice(0, 1)).flatMap(({ under, isFirst, rows }) =>
    rows.map((row) => (isFirst || under === '' ? row : { ...row, under })),
  );
}
