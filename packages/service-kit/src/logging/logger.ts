import { type Logger, pino, stdTimeFunctions } from 'pino';

export type { Logger } from 'pino';

/**
 * JSON lines on standard output. Requests are logged by route, never by URL, and without headers or bodies, so that
 * neither tokens (some travel in paths) nor ballots can reach a log; the redaction is the second lock on that door.
 */
export function createLogger(options: { level: string; name: string }): Logger {
  return pino({
    name: options.name,
    level: options.level,
    timestamp: stdTimeFunctions.isoTime,
    redact: ['*.password', '*.token', '*.accessToken', '*.authorization', '*.cookie', '*.ratings', '*.email'],
  });
}
