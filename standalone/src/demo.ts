import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { putMyBallot } from '@besteam/contracts/matches';
import * as matches from '@besteam/contracts/matches/client';
import { addPlayers, createSquad, joinSquad } from '@besteam/contracts/players';
import * as players from '@besteam/contracts/players/client';
import { openGuestSession, registerAccount } from '@besteam/contracts/users';
import * as users from '@besteam/contracts/users/client';

const ORIGIN = process.env['BESTEAM_URL'] ?? `https://localhost:${process.env['PORT'] ?? 8443}`;
const CA_FILE = process.env['TLS_CA_FILE'] ?? `${process.env['DATA_DIR'] ?? './data'}/tls/ca.pem`;
const NAMES = [
  'Ana',
  'Leo',
  'Marta',
  'Iker',
  'Lucía',
  'Hugo',
  'Sara',
  'Nico',
  'Carmen',
  'Pablo',
  'Elena',
  'Dani',
  'Julia',
  'Óscar',
];
const RATERS = 9;

/** Fills a squad of fourteen with nine ballots through the public API of a running Besteam. */
setDefaultCACertificates([...getCACertificates('default'), readFileSync(CA_FILE, 'utf8')]);
const owner = {
  email: `demo-${randomBytes(4).toString('hex')}@besteam.example`,
  password: randomBytes(9).toString('base64url'),
};
const ownerToken = answer(
  await registerAccount({ client: usersAs(), body: { ...owner, displayName: 'Ana' } }),
).accessToken;
const { id: squadId, code } = answer(
  await createSquad({ client: playersAs(ownerToken), body: { name: 'Jueves a las nueve', sport: 'futsal' } }),
);
const squad = answer(
  await addPlayers({
    client: playersAs(ownerToken),
    path: { squadId },
    body: { players: NAMES.map((name, index) => ({ name, ...(index < 2 ? { positions: ['goalkeeper'] } : {}) })) },
  }),
);
for (const [rater, me] of squad.players.slice(0, RATERS).entries()) {
  const { accessToken } = answer(await openGuestSession({ client: usersAs(), body: { displayName: me.name } }));
  answer(await joinSquad({ client: playersAs(accessToken), path: { code }, body: { playerId: me.id } }));
  const opinions = squad.players.map(({ id }, player) => [id, { level: opinion(player, rater) }] as const);
  const ratings = Object.fromEntries(opinions.filter(([id]) => id !== me.id));
  answer(await putMyBallot({ client: matchesAs(accessToken), path: { squadId }, body: { ratings } }));
}
console.log(`A squad of ${NAMES.length} with ${RATERS} ballots is ready.`);
console.log(`Invitation: ${ORIGIN}/join/${code}`);
console.log(`Its owner:  ${owner.email} / ${owner.password}`);

/** Between 1 and 5 in half-steps: what a player is worth, seen a little differently by everyone. */
function opinion(player: number, rater: number): number {
  const worth = 1.5 + ((player * 5) % NAMES.length) / 4.5;
  const taste = (((player * 7 + rater * 3) % 5) - 2) / 2;
  return Math.min(5, Math.max(1, Math.round((worth + taste) * 2) / 2));
}

function usersAs(token?: string) {
  return users.createClient({ baseUrl: `${ORIGIN}/api/users/v1`, ...bearer(token) });
}

function playersAs(token: string) {
  return players.createClient({ baseUrl: `${ORIGIN}/api/players/v1`, ...bearer(token) });
}

function matchesAs(token: string) {
  return matches.createClient({ baseUrl: `${ORIGIN}/api/matches/v1`, ...bearer(token) });
}

function bearer(token?: string): { headers?: Record<string, string> } {
  return token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } };
}

function answer<T>({ data, error }: { data?: T | undefined; error?: unknown }): T {
  if (data === undefined) throw new Error(`Besteam refused: ${JSON.stringify(error)}`);
  return data;
}
