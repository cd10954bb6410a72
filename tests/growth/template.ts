import { setTimeout as after } from 'node:timers/promises';
import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Squad } from '@besteam/contracts/players';
import { newId } from '@besteam/service-kit';
import { call } from './call.ts';
import type { System } from './system.ts';

/** As it lies in DynamoDB. */
export type Item = Record<string, AttributeValue>;

/** A squad as the services have stored it: what each of its copies is made of. */
export interface Template {
  squadId: string;
  code: string;
  owner: string;
  guests: string[];
  playerIds: string[];
  items: { players: Item[]; matches: Item[] };
}

/** A squad of fourteen players whose guests have all rated, drawn once, made through the services. */
export async function aTemplate(system: System): Promise<Template> {
  const [owner, ...guests] = Array.from({ length: 15 }, newId) as [string, ...string[]];
  const token = await system.tokenOf(owner, 'registered');
  const squads = '/api/players/v1/squads';
  const { body: fresh } = await call<Squad>(system, 'POST', squads, { token, body: { name: 'Thursday futsal' } });
  const { id: squadId, code } = fresh;
  const players = Array.from({ length: 14 }, (_, index) => ({ name: `Player ${index + 1}` }));
  const added = await call<Squad>(system, 'POST', `${squads}/${squadId}/players`, { token, body: { players } });
  const playerIds = added.body.players.map(({ id }) => id);
  const matches = `/api/matches/v1/squads/${squadId}`;
  for (const [index, guest] of guests.entries()) {
    const as = { token: await system.tokenOf(guest) };
    const playerId = playerIds[index];
    await call(system, 'POST', `/api/players/v1/invitations/${code}/memberships`, { ...as, body: { playerId } });
    await call(system, 'PUT', `${matches}/ballot`, { ...as, body: { ratings: ballotOf(playerIds, index, 0) } });
  }
  await call(system, 'POST', `${matches}/draws`, { token, body: { playerIds, teams: 2 } });
  await untilCalm(system);
  return { squadId, code, owner, guests, playerIds, items: await everything(system) };
}

/** Everyone but that player, a little otherwise each round. */
export function ballotOf(playerIds: string[], self: number, round: number) {
  const others = playerIds.filter((_, index) => index !== self);
  return Object.fromEntries(others.map((id, index) => [id, { level: ((index + self + round) % 11) / 2 }]));
}

/** Until every event has been told, and heard by all. */
export async function untilCalm(system: System): Promise<void> {
  for (let calm = 0; calm < 3; await after(150)) {
    const { players, matches } = await everything(system, 'outbox');
    const untold = await system.db.selectFrom('outbox').select('id').execute();
    const unheard = Object.values(await system.depth()).some(({ ready, retrying }) => ready + retrying > 0);
    calm = players.length + matches.length + untold.length === 0 && !unheard ? calm + 1 : 0;
  }
}

/** All there is in both tables, or in that index of both. */
async function everything({ direct }: System, IndexName?: string): Promise<Template['items']> {
  const scan = async (TableName: string) =>
    (await direct.send(new ScanCommand({ TableName, ...(IndexName && { IndexName }) }))).Items ?? [];
  return { players: await scan('players'), matches: await scan('matches') };
}
