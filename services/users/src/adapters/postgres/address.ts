import { readFile } from 'node:fs/promises';
import type { ClientConfig } from 'pg';
import { parse, toClientConfig } from 'pg-connection-string';

/** Where a PostgreSQL server is, and who asks it. */
export interface ServerAddress {
  /** `postgres://user:password@host:port/database?sslmode=…` */
  url: string;
  /** Read for every connection, instead of the password in the URL: whoever rotates it writes it there. */
  passwordFile?: string | undefined;
}

/** What node-postgres connects with. */
export function connectionTo({ url, passwordFile }: ServerAddress): ClientConfig {
  const config = toClientConfig(parse(url)) as ClientConfig;
  if (passwordFile === undefined) return config;
  return { ...config, password: async () => (await readFile(passwordFile, 'utf8')).trim() };
}
