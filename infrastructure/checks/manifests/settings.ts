import { platformSettings } from '@besteam/service-kit';
import { matchesSettings } from '../../../services/matches/src/config.ts';
import { playersSettings } from '../../../services/players/src/config.ts';
import { usersSettings } from '../../../services/users/src/config.ts';
import { isObject, type Json, listAt, objectAt, textAt } from '../json.ts';
import { type Complaint, manifestCheck } from './rule.ts';

/** As much of a Zod object as is needed here. */
interface Program {
  shape: object;
  safeParse(given: unknown): { error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined };
}

/** What each program reads from its environment: the very schemas by which it reads it. */
const programs: Record<string, Program> = {
  users: platformSettings.extend(usersSettings.shape),
  players: platformSettings.extend(playersSettings.shape),
  matches: platformSettings.extend(matchesSettings.shape),
};

/** Variables that are Node's and not ours. */
const OF_NODE = ['NODE_EXTRA_CA_CERTS'];

/** Every setting that a chart gives a service is one that the service reads, with a value that it takes. */
export const serviceSettings = manifestCheck('service settings', (manifests, { release }) => {
  const program = programs[release];
  return program === undefined ? [] : manifests.flatMap((manifest) => wrong(manifest, release, program, manifests));
});

function wrong(manifest: Json, release: string, program: Program, all: Json[]): Complaint[] {
  if (textAt(manifest, 'kind') !== 'Deployment') return [];
  const settings = all.find(
    (one) => textAt(one, 'kind') === 'ConfigMap' && textAt(one, 'metadata', 'name') === release,
  );
  const generated = all.find(
    (one) => textAt(one, 'kind') === 'Secret' && textAt(one, 'metadata', 'name') === `${release}-generated`,
  );
  const own = listAt(manifest, 'spec', 'template', 'spec', 'containers').flatMap((container) =>
    listAt(container, 'env').filter(isObject),
  );
  const given: Json = {
    ...objectAt(settings, 'data'),
    ...objectAt(generated, 'data'),
    ...Object.fromEntries(own.map((variable) => [textAt(variable, 'name'), textAt(variable, 'value')])),
  };
  const unknown = Object.keys(given).filter((name) => !(name in program.shape) && !OF_NODE.includes(name));
  const parsed = program.safeParse(given);
  return [
    ...unknown.map((name) => `${release} reads no ${name}`),
    ...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  ].map((message) => ({ manifest, message }));
}
