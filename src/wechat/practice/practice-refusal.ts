/** Something the practice page asked for that cannot be done. The message is Chinese and goes to the person. */
export class PracticeRefusal extends Error {
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}
