import { readFile } from 'node:fs/promises';
import type { ClientConfig } from 'pg';
import { parse, toClientConfig } from 'pg-connection-string';

/** Where a PostgreSQL server is, who asks it, and for how long. */
export interface ServerAddress {
  /** `postgres://user:password@host:port/database?sslmode=…` */
  url: string;
  /** Read for every connection, instead of the password in the URL: whoever rotates it writes it there. */
  passwordFile?: string | undefined;
  /** How long it may take to let us in, and then to answer; default 900. Together a caller waits for less than 2 s. */
  answerMs?: number | undefined;
}

export const ANSWER_MS = 900;

/** What node-postgres connects with. */
export function connectionTo({ url, passwordFile }: ServerAddress): ClientConfig {
  const config = toClientConfig(parse(url)) as ClientConfig;
  if (passwordFile === undefined) return config;
  return { ...config, password: async () => (await readFile(passwordFile, 'utf8')).trim() };
}
