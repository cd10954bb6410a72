import { z } from 'zod';

/** What the users service reads from the environment besides the settings of every service. */
export const usersSettings = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be a postgres:// address')
    .optional()
    .describe('PostgreSQL server; default: PGlite under DATA_DIR/users/postgres'),
  DATABASE_PASSWORD_FILE: z
    .string()
    .optional()
    .describe('File of the password for that server, read for every connection; default: the one in DATABASE_URL'),
  DATABASE_ANSWER_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(60_000)
    .default(900)
    .describe('How long that server may take to let us in, and then to answer, in milliseconds'),
  SIGNING_KEYS_FILE: z
    .string()
    .optional()
    .describe('PEM file of Ed25519 private keys, the first signs; default: keys made and rotated under DATA_DIR/users'),
  PASSWORD_MEMORY_MIB: z.coerce
    .number()
    .int()
    .min(19)
    .max(1024)
    .default(64)
    .describe('MiB that the hash of a password fills; each that is made or compared at once holds so many'),
  PASSWORD_PASSES: z.coerce
    .number()
    .int()
    .min(2)
    .max(20)
    .default(3)
    .describe('How often the hash of a password goes over them'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must be an smtp:// or smtps:// address')
    .optional()
    .describe('Mail server; default: messages are written to DATA_DIR/outbox/*.eml'),
  MAIL_FROM: z.string().default('Besteam <no-reply@besteam.example>').describe('Sender of messages'),
  PUBLIC_URL: z.url().optional().describe('Where people find the web app, for links in messages; default: this server'),
  ALLOWED_ORIGINS: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((origin) => origin.trim() || []))
    .describe('Further origins, by commas, whose pages may use the session cookie'),
});

/** The server that a process is told of, if any. */
export function serverOf(
  settings: Partial<Pick<UsersSettings, 'DATABASE_URL' | 'DATABASE_PASSWORD_FILE' | 'DATABASE_ANSWER_MS'>>,
) {
  const { DATABASE_URL: url, DATABASE_PASSWORD_FILE: passwordFile, DATABASE_ANSWER_MS: answerMs } = settings;
  return url === undefined ? undefined : { url, passwordFile, answerMs };
}

export type UsersSettings = z.output<typeof usersSettings>;
