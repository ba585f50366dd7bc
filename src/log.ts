import pino, { type Logger } from 'pino';

export type Log = Pick<Logger, 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'child'>;

/** Fields that must never reach a log: what people wrote, and secrets. */
const REDACTED = ['text', 'token', 'apiKey', 'uri', 'code', '*.text', '*.token', '*.apiKey', '*.uri'];

/** The bot's log: JSON lines on standard error, so that what people should read has standard output to itself. */
export function createLog(level: string): Logger {
  return pino(
    { level, redact: REDACTED, base: undefined, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination(2),
  );
}
