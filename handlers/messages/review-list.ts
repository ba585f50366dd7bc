import type { Verdict } from '#src/claims/decide.ts';
import { type Line, openLists, postsBefore } from '#src/claims/list-pages.ts';
import { type ReviewServices, reviewClaim } from '#src/claims/review-claim.ts';
import type { ReviewList } from '#src/claims/review-lists.ts';
import type { Claim } from '#src/claims/schema.ts';
import type { MessageHandler, Request, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply } from '#src/replies/reply.ts';
import type { LeftOut, ListDecided } from '#src/replies/views.ts';
import type { Body } from '#src/rulebook/schema.ts';
import type { ListPart } from '#src/understanding/intent.ts';
import { adjustment } from './review.ts';

/**
 * An answer to a list: 全部通过, 除3、7外通过, 5改为10分, 3驳回 没有照片, 1回避 亲戚. Each line is a claim, decided by the same rule as a
 * card; lines that nothing is said of stay open.
 */
export const reviewList: MessageHandler<'review.list', ReviewServices | 'lists'> = {
  intent: 'review.list',
  may: { committee: 'others', 'grid-worker': 'others', admin: 'others' },
  effect: 'records',

  async handle(request, services) {
    const { intent, community, sender } = request;
    if (intent.list === undefined) throw new Refusal('review.list-unknown', {});
    const list = await services.lists.byNumber(community.id, intent.list);
    if (!list) throw new Refusal('review.list-unknown', { number: intent.list });
    const record = recordOf(request, list);
    const parts = partsByLine(list, intent.parts);
    const claims = new Map((await services.claims.byIds(list.lines)).map((claim) => [claim._id, claim]));

    const decided = nothingDecided(list, plainText(sender.name, 20));
    const replies: Reply[] = [];
    const short: Line[] = [];
    for (const [index, id] of list.lines.entries()) {
      const line = index + 1;
      const claim = claims.get(id);
      if (!claim) continue;
      const part = parts.get(line);
      const hasPassed = claim.stage !== (list.stages?.[index] ?? claim.stage);
      if (claim.status !== 'waiting' || hasPassed) {
        if (part && isNamed(intent.parts, line)) decided.already.push(line);
        continue;
      }
      if (claim.list !== undefined && claim.list !== list.number) {
        const { list: number } = claim;
        const there = decided.moved.find((moved) => moved.list === number);
        if (there) there.lines.push(line);
        else decided.moved.push({ list: number, lines: [line] });
        continue;
      }
      if (!part) {
        decided.open.push(line);
        continue;
      }
      const channel = { list: list.number, ...(record ? { record } : {}) };
      const reviewed = await reviewClaim(
        claim,
        () => verdictOf(part, claim, request),
        channel,
        request,
        services,
      );
      if ('leftOut' in reviewed) {
        decided[LINES[reviewed.leftOut] ?? 'notYours'].push(line);
        decided.open.push(line);
        continue;
      }
      if (reviewed.result === 'approved' || reviewed.result === 'advanced') decided.approved += 1;
      else if (reviewed.result === 'rejected') decided.rejected += 1;
      else {
        decided.counted += 1;
        decided.open.push(line);
        if (reviewed.result === 'too-few') short.push({ claim: reviewed.claim, line });
      }
      replies.push(...reviewed.replies.filter(isForOthers));
    }
    replies.push(...(await passOn(short, list, decided, request, services)));
    return [reply('review.list-decided', decided), ...replies];
  },
};

/** Lines for which too few of the body are left go to the body that stands in, where there is one. */
async function passOn(
  short: readonly Line[],
  list: ReviewList,
  decided: ListDecided,
  { community, at }: Pick<Request, 'community' | 'at'>,
  services: Pick<Services, ReviewServices>,
): Promise<Reply[]> {
  const passed = new Map<string, { body: Body; lines: Line[] }>();
  for (const line of short) {
    const { body } = await services.claims.panelOf(line.claim, community);
    if (body.id === list.body) decided.tooFew.push(line.line);
    else passed.set(body.id, { body, lines: [...(passed.get(body.id)?.lines ?? []), line] });
  }
  return [...passed.values()].flatMap(({ body, lines }) => {
    decided.passedOn.push({ body: body.name, lines: lines.map(({ line }) => line) });
    return postsBefore(body, list, lines, community, at, services);
  });
}

/** 开评议单: puts what waits for a list before its body now, without waiting for the day. */
export const openReviewList: MessageHandler<'review.open-list', 'lists' | 'rooms' | 'claims' | 'evidence'> = {
  intent: 'review.open-list',
  may: { committee: 'all', admin: 'all' },
  effect: 'records',

  async handle({ community, at }, services) {
    const numbers: number[] = [];
    const posts: Reply[] = [];
    let total = 0;
    for (const { plan, claims } of await services.lists.waiting(community)) {
      const opened = await openLists(community, plan, claims, at, services);
      numbers.push(...opened.lists.map(({ number }) => number));
      total += claims.length;
      posts.push(...opened.posts);
    }
    if (numbers.length === 0) return [reply('review.list-nothing', {})];
    return [reply('review.list-opened', { numbers, total }), ...posts];
  },
};

const LINES: Partial<
  Record<keyof LeftOut, 'own' | 'heard' | 'already' | 'notYours' | 'withoutPicture' | 'fixed'>
> = {
  own: 'own',
  heard: 'heard',
  said: 'already',
  decided: 'already',
  withoutPicture: 'withoutPicture',
  fixed: 'fixed',
};

/** The minutes of the meeting that decided: their reference, or the photo that was posted just before. */
function recordOf(request: Request<'review.list'>, list: ReviewList): string | undefined {
  const [photo] = request.pictures;
  const record = request.intent.record ?? (photo ? `photo ${photo.sha256}` : undefined);
  if (list.meeting && !record) throw new Refusal('review.list-needs-record', { number: list.number });
  return record ? plainText(record, 100) : undefined;
}

/** What was said of each line: a part that names it goes before the one for all. */
function partsByLine({ number, lines }: ReviewList, parts: readonly ListPart[]): Map<number, ListPart> {
  const said = new Map<number, ListPart>();
  const beyond: number[] = [];
  for (const part of parts) {
    const { lines: which } = part;
    if (which.kind === 'lines') beyond.push(...which.lines.filter((line) => line > lines.length));
    else {
      beyond.push(...which.except.filter((line) => line > lines.length));
      for (const index of lines.keys())
        if (!which.except.includes(index + 1) && !said.has(index + 1)) said.set(index + 1, part);
    }
  }
  for (const part of parts)
    if (part.lines.kind === 'lines') for (const line of part.lines.lines) said.set(line, part);
  if (beyond.length > 0)
    throw new Refusal('review.list-no-line', { number, lines: beyond, total: lines.length });
  return said;
}

function isNamed(parts: readonly ListPart[], line: number): boolean {
  return parts.some(({ lines }) => lines.kind === 'lines' && lines.lines.includes(line));
}

function verdictOf(part: ListPart, claim: Claim, request: Pick<Request, 'community'>): Verdict {
  if (part.verdict === 'approve') return { kind: 'approve' };
  if (part.verdict === 'adjust') return adjustment(claim, part, request);
  if (part.verdict === 'abstain' || part.verdict === 'recuse')
    return { kind: part.verdict, ...(part.reason ? { reason: plainText(part.reason, 200) } : {}) };
  if (!part.reason) throw new Refusal('ask.reason', { numbers: [claim.number] });
  return { kind: 'reject', reason: plainText(part.reason, 200) };
}

/** What is said in the room of the body is the summary; cards for the next body and results go out as always. */
function isForOthers({ key, to }: Reply): boolean {
  return to !== undefined && key !== 'review.decided';
}

function nothingDecided({ number }: ReviewList, by: string): ListDecided {
  return {
    number,
    by,
    approved: 0,
    rejected: 0,
    counted: 0,
    own: [],
    heard: [],
    already: [],
    notYours: [],
    withoutPicture: [],
    fixed: [],
    tooFew: [],
    passedOn: [],
    moved: [],
    open: [],
  };
}
