import { z } from 'zod';
import { isPerson, isSelf, readParty, relativeIn } from './party.ts';
import { findAddresses } from './reading/addresses.ts';
import { fold } from './reading/fold.ts';
import { readNumeral } from './reading/numerals.ts';
import { nameLength } from './reading/people.ts';
import { blank } from './reading/span.ts';

/** One row of a #接龙: its number, the words whole, and what they say about who and how many. */
export const solitaireRow = z.object({
  position: z.int().positive(),
  text: z.string(),
  name: z.string().optional(),
  address: z.string().optional(),
  count: z.int().positive().optional(),
  /** Who comes along, as written: 老伴, 她妈. */
  companions: z.array(z.string()).optional(),
  /** Says that somebody does not come: 请假 老王. */
  absent: z.literal(true).optional(),
  note: z.string().optional(),
});
export type SolitaireRow = z.infer<typeof solitaireRow>;

export interface Solitaire {
  /** The tag that WeChat writes, when it is there. */
  tag?: string;
  /** Title lines, joined. Two posts of one list have the same header. */
  header: string;
  /** The 例 line that shows how to write a row. */
  example?: string;
  rows: SolitaireRow[];
}

const tagLine = /^\s*[#＃]\s?(接龙|接龍|Group Note|group note)\s?/;
const rowLine = /^\s*(\d{1,3})\s*(?:[.．、)）:：…]+|(?<=\d)\s+)\s*(.*)$/;
const exampleLine = /^\s*(?:例如?|格式|example|e\.g\.)\s*[:：.、 ]?\s*(.*)$/i;
const listWords = /接龙|接龍|报名|報名|招募|签到|登记|sign[ -]?up/i;
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
  const header: string[] = [];
  let example: string | undefined;
  const rows: { position: number; text: string }[] = [];
  for (const line of lines) {
    const row = rowLine.exec(line);
    const position = Number(row?.[1] ?? 0);
    const next = (rows.at(-1)?.position ?? 0) + 1;
    if (
      row &&
      rows.length < most &&
      (position === next || (rows.length > 0 && position > 0 && position <= next + 5 && position >= next))
    ) {
      rows.push({ position, text: (row[2] ?? '').trim() });
    } else if (rows.length === 0) {
      const shown = exampleLine.exec(line);
      if (shown && /^\s*(?:例|example|e\.g)/i.test(line)) example = (shown[1] ?? '').trim();
      else if (line.trim() !== '') header.push(line.trim());
    } else if (line.trim() !== '') {
      const last = rows.at(-1);
      if (last) last.text = last.text === '' ? line.trim() : `${last.text} ${line.trim()}`;
    }
  }
  const filled = rows.filter((row) => row.text !== '');
  if (!native && !tagged) {
    if (filled.length === 0 || rows[0]?.position !== 1 || header.length === 0) return undefined;
    if (!listWords.test(header.join('\n')) || !filled.every((row) => row.text.length <= 60)) return undefined;
    if (!/接龙|接龍/.test(header.join('\n')) && !filled.every((row) => readRow(row.position, row.text).name))
      return undefined;
  }
  if ((native || tagged) && header.length === 0 && filled.length === 0) return undefined;
  return {
    ...(tagged?.[1] ? { tag: `#${tagged[1]}` } : {}),
    header: header.join('\n'),
    ...(example === undefined ? {} : { example }),
    rows: filled.map(({ position, text: words }) => readRow(position, words)),
  };
}

/** What one row says: 3-2-501 张三 2人 带工具. */
export function readRow(position: number, text: string): SolitaireRow {
  const row: SolitaireRow = { position, text };
  const folded = fold(text);
  const [address] = findAddresses(folded.text);
  if (address) row.address = address.value;
  let rest = address ? blank(folded.text, [address]) : folded.text;
  const many = /(?:[+x×*] ?(\d{1,2})|([一二两俩三四五六七八九十\d]{1,2}) ?(?:个?人|位|名|people))(?!\d)/.exec(
    rest,
  );
  const count = many ? readNumeral(many[1] ?? many[2] ?? '') : undefined;
  if (many && count && count > 0) {
    // +1 is one more than oneself.
    row.count = many[0].startsWith('+') ? count + 1 : count;
    rest = blank(rest, [{ start: many.index, end: many.index + many[0].length }]);
  }
  const at = rest.search(/[^\ue000\s,，、:：;。()（）+\-—]/);
  if (at >= 0) {
    const length =
      headLength(rest.slice(at)) ||
      nameLength(rest.slice(at), true) ||
      (/^[\u4e00-\u9fffa-z·]{1,8}(?=[\ue000\s,，、()（）+]|$)/.exec(rest.slice(at))?.[0].length ?? 0);
    if (length > 0) {
      row.name = text.slice(folded.at[at] ?? 0, folded.at[at + length] ?? text.length).trim();
      const note = rest.slice(at + length).replace(/[\ue000]/g, ' ');
      const from = at + length + (note.length - note.trimStart().length);
      const words = text
        .slice(folded.at[from] ?? text.length)
        .replace(/^[\s,，、:：;；()（）+\-—]+|[\s,，、;；()（）]+$/g, '');
      if (absence.test(folded.text)) row.absent = true;
      else Object.assign(row, broughtAlong(rest.slice(at + length).replace(/[\ue000]/g, ' '), row.count));
      const noted = many && words === many[0] ? '' : words;
      if (noted !== '' && noted !== many?.[0]) row.note = noted;
    }
  }
  return row;
}

const absence =
  /^(?:请假|不去|不来|来不了|去不了|不参加|退出|取消|没空)|(?:请假|不去了?|不来了?|[来去]不了了?|不参加了?|退出了?|取消了?)[。!)~ ]*$/;

/** 王芳和她妈: how much of it is 王芳, when somebody else is joined to her; otherwise 0. */
function headLength(words: string): number {
  const head = /^([\u4e00-\u9fff·]{2,4}?)(?:和|跟|与|带|加|、|\+)([\u4e00-\u9fff·]{1,6})/.exec(words);
  return head?.[1] && isPerson(head[1]) && (relativeIn(head[2] ?? '') || isPerson(head[2] ?? ''))
    ? head[1].length
    : 0;
}

/** What stands after a row's name: 带老伴, 一家三口, or a bare 2. Things that are brought are nobody. */
function broughtAlong(words: string, known: number | undefined): Partial<SolitaireRow> {
  const { people = [], count, left } = readParty(words);
  const bare = left.map((word) => /^(\d{1,2})$/.exec(word)?.[1]).find((number) => number !== undefined);
  const all = known ?? count ?? (bare === undefined ? undefined : Number(bare));
  const companions = people.filter(
    (name) => relativeIn(name) || (!isSelf(name) && new RegExp(`[、和跟与同带加] ?${name}`, 'u').test(words)),
  );
  return {
    ...(all !== undefined && all > 0 && (all > 1 || known !== undefined) ? { count: all } : {}),
    ...(companions.length > 0 ? { companions } : {}),
  };
}

export interface SolitaireChanges {
  added: SolitaireRow[];
  removed: SolitaireRow[];
  /** Rows of the same person with other words or another number of people. */
  changed: { before: SolitaireRow; after: SolitaireRow }[];
}

/** Two lists are the same when their headers are, blanks and case aside. */
export function sameSolitaire(a: Solitaire, b: Solitaire): boolean {
  const plain = (words: string) => fold(words).text.replace(/\s+/g, '');
  return plain(a.header) === plain(b.header);
}

/**
 * What the newest snapshot changes. Every post is the whole list: rows are compared by person (address and name),
 * never counted up, so that a row that moves up after a deletion is the same row.
 */
export function diffSolitaire(
  previous: readonly SolitaireRow[],
  next: readonly SolitaireRow[],
): SolitaireChanges {
  const changes: SolitaireChanges = { added: [], removed: [], changed: [] };
  const left = new Map<string, SolitaireRow[]>();
  for (const row of previous) {
    const same = left.get(keyOf(row)) ?? [];
    same.push(row);
    left.set(keyOf(row), same);
  }
  for (const row of next) {
    const same = left.get(keyOf(row));
    // Of several rows of one person, the one with the same words goes first.
    const index = same
      ? Math.max(
          0,
          same.findIndex((before) => before.text === row.text),
        )
      : -1;
    const before = same && same.length > 0 ? same.splice(index, 1)[0] : undefined;
    if (!before) changes.added.push(row);
    else if (before.text !== row.text) changes.changed.push({ before, after: row });
  }
  for (const rows of left.values()) changes.removed.push(...rows);
  changes.removed.sort((a, b) => a.position - b.position);
  return changes;
}

function keyOf(row: SolitaireRow): string {
  if (!row.name && !row.address) return fold(row.text).text;
  return `${row.address ?? ''} ${fold(row.name ?? '').text}`;
}

export interface RosterEntry {
  id: string;
  name: string;
  address?: string;
  /** Names this person goes by in groups: 李姐, 3-2-501 张三. */
  nicknames?: readonly string[];
}

/** The residents that a row may mean: one is a match, several need a question, none is a stranger. */
export function matchRow(row: SolitaireRow, roster: readonly RosterEntry[]): RosterEntry[] {
  const name = fold(row.name ?? '').text;
  const text = fold(row.text).text.trim();
  const calls = (entry: RosterEntry) =>
    fold(entry.name).text === name ||
    (entry.nicknames ?? []).some((nick) => [name, text].includes(fold(nick).text));
  const atHome = row.address ? roster.filter((entry) => entry.address === row.address) : [];
  const both = atHome.filter(calls);
  if (both.length > 0) return both;
  if (row.address && atHome.length > 0) return name === '' ? atHome : [];
  return name === '' ? [] : roster.filter(calls);
}
