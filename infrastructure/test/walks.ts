import { fileURLToPath } from 'node:url';

/** What deploy and diff want to know. */
export const settings = {
  DOMAIN: 'besteam.example',
  REPOSITORY: 'besteam/besteam',
  EMAIL: 'ops@example.org',
  OPERATORS: 'arn:aws:iam::000000000000:role/operators',
};

/** Any folder does: the account is none. */
export const FOLDER = fileURLToPath(new URL('../cloudformation', import.meta.url));

/** Everything that documents tell of `aws.sh`, walked through with a stand-in for the account (`aws-walk.integration.test.ts`). */
export const walks: [what: string, args: string[], env: Record<string, string>][] = [
  ['deploy into an empty account', ['deploy', 'pro', 'standard'], { ...settings, EMPTY: '1' }],
  ['show what a deployment would change', ['diff', 'pro', 'standard'], settings],
  ['publish the web app', ['publish', 'pro', FOLDER], {}],
  ['destroy', ['destroy', 'pro'], {}],
  ['destroy with all data', ['destroy', 'pro', '--with-data'], {}],
  ['restore', ['restore', 'pro', '2026-11-19T18:00:00Z'], {}],
  ['rotate the token of the cache', ['rotate', 'pro', 'cache'], {}],
  ['rotate the mail access', ['rotate', 'pro', 'mail'], {}],
  ['rotate the signing keys', ['rotate', 'pro', 'signing-keys'], {}],
];
