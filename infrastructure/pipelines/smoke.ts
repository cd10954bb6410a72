// The main job once, through the edge of a running system, by an account that is deleted afterwards: register, make a squad,
// add players, rate, draw two teams. Usage: smoke.ts ORIGIN (its authority in NODE_EXTRA_CA_CERTS, if it has one of its own)
const [origin = 'https://localhost:8443'] = process.argv.slice(2);
let token = '';

interface Squad {
  id: string;
  players: { id: string }[];
}

await call('GET', '/', undefined, 'text');
const session = await call<{ accessToken: string }>('POST', '/api/users/v1/accounts', {
  email: `smoke-${crypto.randomUUID()}@example.org`,
  password: `five-a-side-${crypto.randomUUID()}`,
  displayName: 'Smoke',
});
token = session.accessToken;
try {
  const { id } = await call<Squad>('POST', '/api/players/v1/squads', { name: 'Smoke test', sport: 'futsal' });
  const players = ['Ana', 'Leo', 'Marta', 'Iker'].map((name) => ({ name }));
  const squad = await call<Squad>('POST', `/api/players/v1/squads/${id}/players`, { players });
  const playerIds = squad.players.map((player) => player.id);
  const ratings = Object.fromEntries(playerIds.map((playerId, index) => [playerId, { level: 2 + index / 2 }]));
  await call('PUT', `/api/matches/v1/squads/${id}/ballot`, { ratings });
  const match = await call<{ draw?: { teams: unknown[] } }>('POST', `/api/matches/v1/squads/${id}/draws`, {
    playerIds,
    teams: 2,
  });
  if (match.draw?.teams.length !== 2) throw new Error('the draw has no two teams');
  await call('DELETE', `/api/players/v1/squads/${id}`);
} finally {
  await call('DELETE', '/api/users/v1/accounts/me');
}
console.log(`the main job works at ${origin}`);

async function call<T>(method: string, path: string, body?: unknown, kind: 'json' | 'text' = 'json'): Promise<T> {
  const answer = await fetch(`${origin}${path}`, {
    method,
    headers: {
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(10_000),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
  return (kind === 'text' || text === '' ? text : JSON.parse(text)) as T;
}
