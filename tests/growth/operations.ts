import { newId } from '@besteam/service-kit';
import { call } from './call.ts';
import { codeIn, idIn } from './copies.ts';
import type { System } from './system.ts';
import { ballotOf, type Template } from './template.ts';

export interface Operation {
  name: string;
  /** Prepares a request about that copy, of which nobody has asked this before, and gives what sends it. */
  ready(copy: number): Promise<() => Promise<unknown>>;
}

/** What people do most. */
export function operationsOn(system: System, template: Template): Operation[] {
  const { squadId, owner, guests, playerIds } = template;
  const guest = guests[0] ?? '';
  const squad = (copy: number) => idIn(copy, squadId);
  const players = (copy: number) => playerIds.map((id) => idIn(copy, id));
  const tokenOf = (account: string, copy: number) => system.tokenOf(idIn(copy, account));
  return [
    {
      name: '`GET squad`, cold',
      async ready(copy) {
        const token = await tokenOf(guest, copy);
        return () => call(system, 'GET', `/api/players/v1/squads/${squad(copy)}`, { token });
      },
    },
    {
      name: '`GET squads` (mine)',
      async ready(copy) {
        const token = await tokenOf(owner, copy);
        return () => call(system, 'GET', '/api/players/v1/squads', { token });
      },
    },
    {
      name: '`PUT ballot`, cold',
      async ready(copy) {
        const asked = { token: await tokenOf(guest, copy), body: { ratings: ballotOf(players(copy), 0, 5) } };
        return () => call(system, 'PUT', `/api/matches/v1/squads/${squad(copy)}/ballot`, asked);
      },
    },
    {
      name: '`POST draws`, 14 players',
      async ready(copy) {
        const asked = { token: await tokenOf(guest, copy), body: { playerIds: players(copy), teams: 2 } };
        return () => call(system, 'POST', `/api/matches/v1/squads/${squad(copy)}/draws`, asked);
      },
    },
    {
      name: '`POST memberships` (join)',
      async ready(copy) {
        const asked = { token: await system.tokenOf(newId()), body: {} };
        return () => call(system, 'POST', `/api/players/v1/invitations/${codeIn(copy)}/memberships`, asked);
      },
    },
    {
      name: '`POST sessions/refresh`',
      async ready() {
        const users = '/api/users/v1';
        const { cookie } = await call(system, 'POST', `${users}/guest-sessions`, { body: { displayName: 'Leo' } });
        return () => call(system, 'POST', `${users}/sessions/refresh`, { headers: { cookie } });
      },
    },
  ];
}
