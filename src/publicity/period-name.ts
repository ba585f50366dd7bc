/** The key of a period as people read it: `2025-Q4` -> `2025年第4季度`; also `2025-11`, `2025-W46`, `2025`. */
export function periodName(key: string): string {
  const [year, part] = key.split('-');
  if (part === undefined) return `${year}年`;
  if (part.startsWith('Q')) return `${year}年第${part.slice(1)}季度`;
  if (part.startsWith('W')) return `${year}年第${Number(part.slice(1))}周`;
  return `${year}年${Number(part)}月`;
}
