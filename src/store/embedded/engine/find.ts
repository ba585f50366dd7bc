/** Finding documents: plan, scan, test, sort, cut, project. */
import { StoreError } from '../errors.ts';
import type { Filter } from '../query/filter.ts';
import { compileFilter, type Found } from '../query/match.ts';
import { choosePlan, collectionScan, type Plan } from '../query/plan.ts';
import { Sorter, type SortSpec } from '../query/sort.ts';
import type { CollectionInfo } from '../storage/catalog.ts';
import type { Connection } from '../storage/connection.ts';
import { Scan } from '../storage/scan.ts';
import type { Collate } from '../values/compare.ts';
import { asBuffer, decode } from '../values/decode.ts';
import { type Doc, Raw, type Value } from '../values/types.ts';
import { type Output, PAUSE, type Pausable, sliceIsOver } from './slices.ts';

export const MEMORY_LIMIT_BYTES = 100 * 1024 * 1024;

export interface FindRequest {
  filter: Filter;
  sort?: SortSpec | undefined;
  skip?: number;
  limit?: number;
  hint?: Value | undefined;
  collate?: Collate | undefined;
  /** The projection takes the document and where the filter found its array element. */
  project?: ((doc: Doc, position: number) => Doc) | undefined;
}

/** One document that was found; decoded when somebody asks. */
export class Candidate {
  readonly r: number;
  readonly bytes: Uint8Array;
  position = -1;
  private decoded: Doc | undefined;
  constructor(r: number, bytes: Uint8Array) {
    this.r = r;
    this.bytes = bytes;
  }
  get doc(): Doc {
    this.decoded ??= decode(asBuffer(this.bytes));
    return this.decoded;
  }
  /** Lets go of the decoded form; the bytes remain. */
  shrink(): void {
    this.decoded = undefined;
  }
}

/** Collations have no indexes: with one, all documents are looked at. */
export const planFor = (collection: CollectionInfo, request: FindRequest): Plan =>
  request.collate ? { ...collectionScan(), ordered: !request.sort?.length } : choosePlan(collection, request);

/**
 * The answer at once, where a whole key of a unique index settles it: the most frequent of all questions needs no
 * cursor. Undefined for every other question.
 */
export function findByKey(
  connection: Connection,
  collection: CollectionInfo,
  request: FindRequest,
): Raw[] | undefined {
  if (request.project || request.skip || request.collate) return undefined;
  const plan = planFor(collection, request);
  if (!plan.single || !plan.exact) return undefined;
  return new Scan(connection, collection, plan).next().map(({ bytes }) => new Raw(bytes));
}

/** Documents that meet the filter, in the plan's order. */
export function* matching(
  connection: Connection,
  collection: CollectionInfo,
  plan: Plan,
  request: FindRequest,
): Generator<Candidate | typeof PAUSE> {
  const wanted = plan.ordered && request.limit ? request.limit + (request.skip ?? 0) : 64;
  const scan = new Scan(connection, collection, plan, wanted);
  const test = plan.exact && !request.collate ? undefined : compileFilter(request.filter, request.collate);
  const found: Found = { position: -1 };
  for (let piece = scan.next(); piece.length > 0; piece = scan.next()) {
    for (const { r, bytes } of piece) {
      const candidate = new Candidate(r, bytes);
      if (test) {
        found.position = -1;
        if (!test(candidate.doc, found)) continue;
        candidate.position = found.position;
      }
      yield candidate;
    }
    if (sliceIsOver()) yield PAUSE;
  }
}

/** The same, sorted and cut as the request wants it. */
export function* findCandidates(
  connection: Connection,
  collection: CollectionInfo,
  request: FindRequest,
): Generator<Candidate | typeof PAUSE> {
  const plan = planFor(collection, request);
  const skip = request.skip ?? 0;
  const limit = request.limit || Infinity;
  let source: Pausable<Candidate> = matching(connection, collection, plan, request);
  if (!plan.ordered && request.sort?.length)
    source = sorted(source, request.sort, skip + limit, request.collate);
  let at = 0;
  for (const candidate of source) {
    if (candidate === PAUSE) yield PAUSE;
    else if (at++ >= skip) {
      yield candidate;
      if (at - skip >= limit) return;
    }
  }
}

function* sorted(
  source: Pausable<Candidate>,
  sort: SortSpec,
  limit: number,
  collate: Collate | undefined,
): Generator<Candidate | typeof PAUSE> {
  const sorter = new Sorter<Candidate>(sort, limit, collate);
  let bytes = 0;
  for (const candidate of source) {
    if (candidate === PAUSE) {
      yield PAUSE;
      continue;
    }
    sorter.add(candidate.doc, candidate);
    candidate.shrink();
    bytes += candidate.bytes.length;
    if (limit === Infinity && bytes > MEMORY_LIMIT_BYTES) throw memoryExceeded('Sort');
  }
  yield* sorter.sorted();
}

export const memoryExceeded = (stage: string) =>
  new StoreError(
    292,
    `${stage} exceeded memory limit of ${MEMORY_LIMIT_BYTES} bytes, but did not opt in to external sorting (spilling to disk is not supported by the embedded store)`,
  );

/** What `find` answers: bytes as they are stored where nothing is projected. */
export function* findOutput(
  connection: Connection,
  collection: CollectionInfo,
  request: FindRequest,
): Generator<Output | typeof PAUSE> {
  const { project } = request;
  for (const candidate of findCandidates(connection, collection, request)) {
    if (candidate === PAUSE) yield PAUSE;
    else if (project) yield project(candidate.doc, candidate.position);
    else yield new Raw(candidate.bytes);
  }
}
