import type { Roster } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import type { Destination, Reply } from '#src/replies/reply.ts';
import type { SignUp } from './schema.ts';
import { namesOf } from './telling.ts';

/**
 * What somebody does to other people's rows is told to those people, or to whoever brought them when they are not
 * registered: privately, for it is nobody else's business. Those without an account can't be told.
 */
export async function toldPrivately(
  rows: readonly SignUp[],
  { by, account, roster }: { by: Resident; account: string; roster: Pick<Roster, 'byIds'> },
  make: (to: Destination, names: string[]) => Reply,
): Promise<Reply[]> {
  const concerned = new Map<string, SignUp[]>();
  for (const row of rows) {
    const whom = row.resident ?? row.by;
    if (whom !== by._id) concerned.set(whom, [...(concerned.get(whom) ?? []), row]);
  }
  const residents = await roster.byIds([...concerned.keys()]);
  return residents.flatMap(({ _id, contactIds: [contact] }) =>
    contact === undefined
      ? []
      : [
          make(
            { account, conversation: { kind: 'direct', id: contact }, language: 'zh' },
            namesOf(concerned.get(_id) ?? []),
          ),
        ],
  );
}
