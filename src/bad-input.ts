/** A file or variable that a person wrote and that can't be used. The message names the place and the remedy. */
export class BadInput extends Error {
  override name = 'BadInput';
}
