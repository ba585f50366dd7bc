import { rulebookNow } from '#src/community/community.ts';
import { type CommunityOptions, type OpenCommunity, openCommunity } from './open-community.ts';

export interface ShopOptions extends CommunityOptions {
  /** What households have to spend, by the name of one of them. */
  points?: Record<string, number>;
  /** What is on offer, as the storekeeper says it: `大米 20分 库存5袋`. */
  goods?: string[];
  /** When the points were credited; now unless told. */
  creditedAt?: string;
}

/** The demo community with points in people's pockets and goods on the shelf. */
export async function openShop({
  points = {},
  goods = [],
  creditedAt,
  ...options
}: ShopOptions): Promise<OpenCommunity> {
  const opened = await openCommunity(options);
  const names = Object.entries(points);
  for (const [index, [name, amount]] of names.entries())
    await give(opened, name, amount, 900 + index, creditedAt);
  for (const one of goods) {
    const [said = ''] = await opened.person('吴洁', 'direct').says(`上架 ${one}`);
    if (!said.startsWith('已上架')) throw new Error(`not on offer: ${one}: ${said}`);
  }
  return opened;
}

/** Credits somebody's household, as a claim of long ago would. */
export async function give(
  { bot, clock }: OpenCommunity,
  name: string,
  points: number,
  claim: number,
  at?: string,
): Promise<void> {
  const { app, store } = bot();
  const [resident] = await app.services.roster.find('guihuali', { name });
  if (!resident?.household || !resident.grid) throw new Error(`${name} is on no roster`);
  const community = app.services.communities.get('guihuali');
  if (!community) throw new Error('the demo community is missing');
  const { household, grid } = resident;
  await store.inTransaction(() =>
    app.services.ledger.recordEarning({
      community: 'guihuali',
      household,
      grid,
      resident: resident._id,
      claim,
      points,
      memo: '志愿服务',
      rulebookVersion: rulebookNow(community, clock.now()).version,
      decidedBy: [],
      messageId: `credit-${claim}`,
      recordedAt: at ? new Date(at) : clock.now(),
    }),
  );
}

/** The collection code in what the bot said. */
export function codeIn(text: string): string {
  const code = /领取码 (\S{4}-\S{4})/.exec(text)?.[1];
  if (!code) throw new Error(`there is no code in: ${text}`);
  return code;
}

/** All collection codes in what the bot said. */
export function codesIn(said: string[]): string[] {
  return [...said.join('\n').matchAll(/领取码 (\S{4}-\S{4})/g)].map(([, code = '']) => code);
}

/** The last file that the bot sent somewhere. */
export function fileHeard(
  { gateway, bot }: OpenCommunity,
  where: `direct:${string}`,
): { name: string; bytes: Uint8Array } {
  const name = where.slice('direct:'.length);
  const person = gateway.world.people.find((one) => one.name === name);
  const sent = gateway
    .messages(`direct:${person?.id}`)
    .findLast(({ kind, senderId }) => kind === 'file' && senderId === bot().connection.account.id);
  const bytes = gateway.world.file(sent?.fileUrl?.slice('/files/'.length) ?? '');
  if (!sent || !bytes) throw new Error(`no file was sent to ${name}`);
  return { name: sent.text, bytes };
}
