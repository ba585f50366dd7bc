import { checkVersions } from '#src/rulebook/read-rulebook.ts';
import { readEitherFile } from '#src/rulebook/xlsx/rulebook-file.ts';
import { summaryOf } from './summary.ts';

/** Checks files of one community, each for itself and all of them as its versions. @throws BadInput. */
export async function check(paths: string[]): Promise<void> {
  const books = [];
  for (const path of paths) books.push({ path, book: await readEitherFile(path) });
  checkVersions(books);
  for (const { path, book } of books) console.log(`${path} 没有问题：${summaryOf(book)} (no problems)`);
}
