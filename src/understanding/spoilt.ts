const words = '坏|破|霉|变质|过期|漏|臭|烂|spoil|broken|bad|expired';

/** What comes back so is never sold again. */
export function isSpoilt(text: string): boolean {
  return new RegExp(words).test(text.toLowerCase());
}

/** The end of a message that says so: 酱油 2瓶 袋子破了. */
export const spoiltWords = new RegExp(`[ ,，](?=[^\\s,，]*(?:${words}))[^\\d,，]{1,30}$`);
