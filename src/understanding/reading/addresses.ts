import { readNumeral } from './numerals.ts';
import { type Found, findAll } from './span.ts';

const H = '[零〇一二两三四五六七八九十]{1,3}';
const B = `(?:\\d{1,3}|${H}|[a-z]\\d{0,2})`;
const building = `(?<b>${B})(?:号楼|號楼|栋|幢|座|#|号院|弄|楼)`;

const address = new RegExp(
  [
    `(?<![\\d.-])(?<x1>\\d{1,3}|[a-z]\\d?)[-/](?<x2>\\d{1,3})[-/](?<x3>\\d{2,4})(?:室|号|户)?(?![\\d-])`,
    `(?<![\\d.:-])(?<y1>\\d{1,3}|[a-z]\\d?)-(?<y2>\\d{3,4})(?:室|号|户)?(?![\\d-])`,
    `${building}[- ]?(?:(?<u>\\d{1,2}|${H}|[a-z])(?:单元|单|门|梯|-))[- ]?(?:(?:\\d{1,2}|${H})[楼层])?(?<r>\\d{2,4}|${H})(?:室|号|户|房)?`,
    `(?<b2>${B})(?:号楼|栋|幢|座|#|号院|弄)[- ]?(?:(?:\\d{1,2}|${H})[楼层])?(?<r2>\\d{3,4})(?:室|号|户|房)?(?!\\d)`,
    `(?<g>\\d{1,2}|${H})(?:村民小组|小组|组|队)(?<gh>\\d{1,4}|${H})(?:号|户)`,
  ].join('|'),
  'g',
);

function tidy(part: string | undefined): string {
  if (part === undefined) return '';
  if (/^[a-z]/.test(part)) return part.toUpperCase();
  if (/^\d/.test(part)) return String(Number(part));
  if (/^[零〇一二两三四五六七八九]{2,}$/.test(part)) return String(readNumeral(part) ?? part);
  return String(readNumeral(part) ?? part);
}

/** Household addresses in a folded text, tidied to `3-2-501` (building-unit-room) or `12-301` (building-room). */
export function findAddresses(text: string): Found<string>[] {
  return findAll(text, address, ({ groups: g = {} }) => {
    if (g.x1) return `${tidy(g.x1)}-${tidy(g.x2)}-${tidy(g.x3)}`;
    if (g.y1) return `${tidy(g.y1)}-${tidy(g.y2)}`;
    if (g.b) return `${tidy(g.b)}-${tidy(g.u)}-${tidy(g.r)}`;
    if (g.b2) return `${tidy(g.b2)}-${tidy(g.r2)}`;
    if (g.g) return `${tidy(g.g)}-${tidy(g.gh)}`;
    return undefined;
  });
}
