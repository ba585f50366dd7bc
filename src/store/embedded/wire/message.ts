/** MongoDB's wire messages: OP_MSG both ways, and the OP_QUERY with which some drivers still say hello. */
import { StoreError } from '../errors.ts';
import { decode } from '../values/decode.ts';
import { encode } from '../values/encode.ts';
import type { Doc, Value } from '../values/types.ts';

export const MAX_MESSAGE_BYTES = 48_000_000;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const EXHAUST_ALLOWED = 1 << 16;

export interface Request {
  id: number;
  command: Doc;
  /** The sender wants no answer. */
  silent: boolean;
  legacy: boolean;
}

/** Reads one whole message; `bytes` is exactly its length. */
export function readMessage(bytes: Buffer): Request {
  const id = bytes.readInt32LE(4);
  const opCode = bytes.readInt32LE(12);
  if (opCode === OP_MSG) return readMsg(bytes, id);
  if (opCode === OP_QUERY) return readQuery(bytes, id);
  throw new StoreError(115, `wire operation ${opCode} is not supported by the embedded store`);
}

function readMsg(bytes: Buffer, id: number): Request {
  if (bytes.length < 26) throw new StoreError(17, 'a message is too short');
  const flags = bytes.readUInt32LE(16);
  if (flags & 0xffff & ~(CHECKSUM_PRESENT | MORE_TO_COME)) throw new StoreError(17, 'unknown message flags');
  void EXHAUST_ALLOWED;
  const end = flags & CHECKSUM_PRESENT ? bytes.length - 4 : bytes.length;
  let at = 20;
  let command: Doc | undefined;
  const sequences: [string, Value[]][] = [];
  while (at < end) {
    const kind = bytes[at++];
    if (at + 4 > end) throw new StoreError(17, 'a message section is cut off');
    const size = bytes.readInt32LE(at);
    if (size < 5 || at + size > end) throw new StoreError(17, 'a message section has a wrong length');
    if (kind === 0) {
      if (command) throw new StoreError(17, 'a message has two bodies');
      command = decode(bytes, at);
    } else if (kind === 1) sequences.push(readSequence(bytes, at + 4, at + size));
    else throw new StoreError(17, 'unknown message section');
    at += size;
  }
  if (!command) throw new StoreError(17, 'a message has no body');
  for (const [name, documents] of sequences) {
    if (command.has(name)) throw new StoreError(17, `'${name}' is there twice`);
    command.set(name, documents);
  }
  return { id, command, silent: (flags & MORE_TO_COME) !== 0, legacy: false };
}

function readSequence(bytes: Buffer, start: number, end: number): [string, Value[]] {
  const zero = bytes.indexOf(0, start);
  if (zero < 0 || zero >= end) throw new StoreError(17, 'a document sequence has no name');
  const documents: Value[] = [];
  let at = zero + 1;
  while (at < end) {
    if (at + 4 > end) throw new StoreError(17, 'a document sequence is cut off');
    const size = bytes.readInt32LE(at);
    if (size < 5 || at + size > end) throw new StoreError(17, 'a document sequence has a wrong length');
    documents.push(decode(bytes, at));
    at += size;
  }
  return [bytes.utf8Slice(start, zero), documents];
}

function readQuery(bytes: Buffer, id: number): Request {
  const zero = bytes.indexOf(0, 20);
  if (zero < 0 || zero + 9 >= bytes.length) throw new StoreError(17, 'a query message is cut off');
  const namespace = bytes.utf8Slice(20, zero);
  if (!namespace.endsWith('.$cmd')) throw new StoreError(115, 'OP_QUERY is not supported but for hello');
  const command = decode(bytes, zero + 9);
  command.set('$db', namespace.slice(0, -5));
  return { id, command, silent: false, legacy: true };
}

let lastId = 0;

export function writeReply(request: Pick<Request, 'id' | 'legacy'>, reply: Doc): Buffer[] {
  const body = encode(reply);
  const head = Buffer.alloc(request.legacy ? 36 : 21);
  lastId = (lastId + 1) | 0;
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(lastId, 4);
  head.writeInt32LE(request.id, 8);
  head.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
  if (request.legacy) {
    head.writeInt32LE(8, 16);
    head.writeInt32LE(1, 32);
  }
  return [head, body];
}
