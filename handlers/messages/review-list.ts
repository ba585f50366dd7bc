import type { Verdict } from '#src/claims/decide.ts';
import { openList } from '#src/claims/list-pages.ts';
import { type ReviewServices, reviewClaim } from '#src/claims/review-claim.ts';
import { listPlansOf, type ReviewList } from '#src/claims/review-lists.ts';
import type { Claim } from '#src/claims/schema.ts';
import type { MessageHandler, Request } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply } from '#src/replies/reply.ts';
import type { LeftOut, ListDecided } from '#src/replies/views.ts';
import type { ListPart } from '#src/understanding/intent.ts';
import { adjustment } from './review.ts';

/**
 * An answer to a list: 全部通过, 除3、7外通过, 5改为10分, 3驳回 没有照片. Each line is a claim, decided by the same rule as a
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
    const settled = new Set<number>();
    for (const [index, id] of list.lines.entries()) {
      const line = index + 1;
      const claim = claims.get(id);
      if (!claim) continue;
      const part = parts.get(line);
      if (claim.status !== 'waiting' || claim.list !== list.number) {
        settled.add(line);
        if (part && isNamed(intent.parts, line)) decided.already.push(line);
        continue;
      }
      if (!part) continue;
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
        continue;
      }
      if (reviewed.result === 'approved' || reviewed.result === 'advanced') decided.approved += 1;
      else if (reviewed.result === 'rejected') decided.rejected += 1;
      else decided.counted += 1;
      if (reviewed.claim.status !== 'waiting' || reviewed.claim.list !== list.number) settled.add(line);
      replies.push(...reviewed.replies.filter(isForOthers));
    }
    decided.open = list.lines.flatMap((_, index) => (settled.has(index + 1) ? [] : [index + 1]));
    return [reply('review.list-decided', decided), ...replies];
  },
};

/** 开评议单: puts what waits for a list before its body now, without waiting for the day. */
export const openReviewList: MessageHandler<'review.open-list', 'lists' | 'rooms'> = {
  intent: 'review.open-list',
  may: { committee: 'all', admin: 'all' },
  effect: 'records',

  async handle({ community, at }, services) {
    const numbers: number[] = [];
    const pages: Reply[] = [];
    let total = 0;
    for (const plan of listPlansOf(community)) {
      const opened = await openList(community, plan, at, services);
      if (!opened) continue;
      numbers.push(opened.list.number);
      total += opened.list.lines.length;
      pages.push(...opened.pages);
    }
    if (numbers.length === 0) return [reply('review.list-nothing', {})];
    return [reply('review.list-opened', { numbers, total }), ...pages];
  },
};

const LINES: Partial<Record<keyof LeftOut, 'own' | 'already' | 'notYours' | 'withoutPicture' | 'fixed'>> = {
  own: 'own',
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
    already: [],
    notYours: [],
    withoutPicture: [],
    fixed: [],
    open: [],
  };
}
