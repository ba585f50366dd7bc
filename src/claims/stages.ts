import { type Community, rulebookNamed } from '#src/community/community.ts';
import type { Panel, Panels } from '#src/review/panel.ts';
import { bodyOf, chainOf } from '#src/rulebook/rulebook.ts';
import type { Body, Rulebook, Stage } from '#src/rulebook/schema.ts';
import { ballotsOf, heardBefore, matterOf } from './decide.ts';
import type { Claim } from './schema.ts';

/** The stage that a waiting claim is in, by the version that judges it. */
export interface AtStage {
  stage: Stage;
  book: Rulebook;
  last: boolean;
  /** Resident ids of those who were heard in an earlier stage, and leave this one to others. */
  heard: string[];
}

export function stageOf(claim: Claim, community: Community): AtStage {
  const book = rulebookNamed(community, claim.rulebookVersion);
  // In practice a regulation may change under a claim that waits: it goes on in what there is.
  const { stages } = book.chains.find(({ id }) => id === claim.chain) ?? chainOf(book, undefined);
  const stage = stages[Math.min(claim.stage, stages.length - 1)];
  if (!stage) throw new Error(`claim ${claim._id} waits in a chain without stages`);
  const mayRepeat = stage.samePeople || stage.meeting;
  return {
    stage,
    book,
    last: claim.stage >= stages.length - 1,
    heard: mayRepeat ? [] : heardBefore(claim, stages),
  };
}

/** Whom a waiting claim is before: the stage's body, whoever stands in for it, and whoever it was escalated to. */
export async function panelOf(claim: Claim, community: Community, panels: Panels): Promise<Panel> {
  const { stage, book, heard } = stageOf(claim, community);
  const place = { community: claim.community, grid: claim.grid, ...matterOf(claim, heard) };
  const panel = await panels.for(place, stage, book, ballotsOf(claim.decisions, claim.stage));
  if (!claim.escalated || !stage.escalateTo) return panel;
  const higher = await panels.for(place, { ...stage, body: stage.escalateTo }, book, []);
  const known = new Set(panel.seats.map(({ member }) => member._id));
  return {
    ...panel,
    seats: [...panel.seats, ...higher.seats.filter(({ member }) => !known.has(member._id))],
  };
}

/** The body that has a waiting claim before it; the roster is asked only where another one may stand in. */
export async function bodyBefore(claim: Claim, community: Community, panels: Panels): Promise<Body> {
  const { stage, book } = stageOf(claim, community);
  const body = bodyOf(book, stage.body);
  return body.standIn === undefined ? body : (await panelOf(claim, community, panels)).body;
}
