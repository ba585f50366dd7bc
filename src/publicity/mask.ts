/*
 * How people are shown in what everybody may read: enough for neighbours to recognise their own entry, too little for
 * strangers to learn who lives where.
 */

/**
 * A name with all but its first character hidden: `张三` and `张小三` -> `张*`, `John Smith` -> `J*`. One star whatever
 * the length, so that the length tells nothing; a name of one character is hidden whole.
 */
export function maskName(name: string): string {
  const [first, ...others] = [...name.trim()];
  return first === undefined || others.length === 0 ? '*' : `${first}*`;
}

/** An address without its room: `3-2-501` -> `3-2-***`. The room is what stands last; an address of one part is hidden whole. */
export function maskAddress(address: string): string {
  const parts = address.trim().split('-');
  return [...parts.slice(0, -1), '***'].join('-');
}
