import type {
  Invitation,
  Member,
  Membership,
  NewPlayer,
  PlayerChange,
  RemovedMember,
  Sport,
  Squad,
  SquadChange,
  SquadSummary,
} from '@besteam/contracts/players';
import * as players from '@besteam/contracts/players';
import { createClient, createConfig } from '@besteam/contracts/players/client';
import { answered } from './answered.ts';
import { patientFetch } from './session.svelte.ts';

const client = createClient(createConfig({ baseUrl: '/api/players/v1', fetch: patientFetch }));

/** The squads I own or joined, the first hundred. */
export async function mySquads(): Promise<SquadSummary[]> {
  return (await answered(players.listMySquads({ client, query: { limit: 100 } }))).items;
}

/** Creates a squad and its players. Repeating it with the same key after a lost answer creates nothing twice. */
export async function createSquad(
  squad: { name: string; sport: Sport },
  list: NewPlayer[],
  key: string,
): Promise<Squad> {
  const headers = { 'Idempotency-Key': key };
  const created = await answered(players.createSquad({ client, body: squad, headers }));
  return addPlayers(created.id, list, key);
}

/** Adds players, fifty at a time as the contract has it. */
export async function addPlayers(squadId: string, list: NewPlayer[], key: string): Promise<Squad> {
  let squad: Squad | undefined;
  for (let from = 0; from < list.length; from += 50) {
    const body = { players: list.slice(from, from + 50) };
    const headers = { 'Idempotency-Key': `${key}-${from}` };
    squad = await answered(players.addPlayers({ client, path: { squadId }, body, headers }));
  }
  return squad ?? getSquad(squadId);
}

export const getSquad = (squadId: string): Promise<Squad> => answered(players.getSquad({ client, path: { squadId } }));

export const changeSquad = (squad: Squad, change: SquadChange): Promise<Squad> =>
  answered(players.updateSquad({ client, path: { squadId: squad.id }, body: change }));

export const changePlayer = (squadId: string, playerId: string, change: PlayerChange) =>
  answered(players.updatePlayer({ client, path: { squadId, playerId }, body: change }));

export const removePlayer = (squadId: string, playerId: string) =>
  answered(players.removePlayer({ client, path: { squadId, playerId } }));

export const releasePlayer = (squadId: string, playerId: string) =>
  answered(players.releasePlayer({ client, path: { squadId, playerId } }));

/** "That is me, on a new phone": for whoever organises to answer. */
export const requestClaim = (squadId: string, playerId: string) =>
  answered(players.requestClaim({ client, path: { squadId, playerId } }));

export const answerClaimRequest = (squadId: string, playerId: string, accountId: string, accept: boolean) =>
  answered(players.answerClaimRequest({ client, path: { squadId, playerId, accountId }, body: { accept } }));

export const rotateJoinCode = (squadId: string): Promise<Squad> =>
  answered(players.rotateJoinCode({ client, path: { squadId } }));

export const deleteSquad = (squadId: string) => answered(players.deleteSquad({ client, path: { squadId } }));

export const leaveSquad = (squadId: string) => answered(players.leaveSquad({ client, path: { squadId } }));

/** Everybody in a squad, however many pages that takes, and who is kept out of it. */
export async function listMembers(squadId: string): Promise<{ members: Member[]; removed: RemovedMember[] }> {
  const members: Member[] = [];
  const removed: RemovedMember[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 100, ...(cursor === undefined ? {} : { cursor }) };
    const page = await answered(players.listMembers({ client, path: { squadId }, query }));
    members.push(...page.items);
    removed.push(...(page.removed ?? []));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return { members, removed };
}

export const setMemberRole = (squadId: string, accountId: string, role: 'organiser' | 'member') =>
  answered(players.setMemberRole({ client, path: { squadId, accountId }, body: { role } }));

export const removeMember = (squadId: string, accountId: string) =>
  answered(players.removeMember({ client, path: { squadId, accountId } }));

/** Lets somebody in again who was removed: he may join. */
export const readmitMember = (squadId: string, accountId: string) =>
  answered(players.setMemberRole({ client, path: { squadId, accountId }, body: { readmit: true } }));

export const handOver = (squadId: string, accountId: string) =>
  answered(players.transferOwnership({ client, path: { squadId }, body: { accountId } }));

/** What an invitation is for; needs no session. */
export const previewInvitation = (code: string): Promise<Invitation> =>
  answered(players.previewInvitation({ client, path: { code } }));

/** Joins, saying who one is or only to look. Joining again is harmless. */
export const joinSquad = (code: string, playerId?: string): Promise<Membership> =>
  answered(players.joinSquad({ client, path: { code }, body: playerId === undefined ? {} : { playerId } }));

/** The squad's data as a file: a table of its players, or everything. */
export async function exportSquad(squadId: string, format: 'csv' | 'json'): Promise<File> {
  const parseAs = format === 'csv' ? 'text' : 'json';
  const data = await answered(players.exportSquad({ client, path: { squadId }, query: { format }, parseAs }));
  const text = typeof data === 'string' ? data : JSON.stringify(data, null, 2);
  return new File([text], `besteam.${format}`, { type: format === 'csv' ? 'text/csv' : 'application/json' });
}
