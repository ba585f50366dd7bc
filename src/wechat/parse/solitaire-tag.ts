/** Whether a text is a #接龙, made by WeChat or by hand. The three tags are those that WeChat's own clients write. */
export function isSolitaire(text: string): boolean {
  return /^\s*#(?:接龙|接龍|Group Note)/i.test(text);
}
