import type { Refusal } from '../domain/refusal.ts';
import { addPlayers as decide, type NewPlayer } from '../domain/roster.ts';
import { type ChangePorts, changedSquad } from './change-squad.ts';
import type { Caller, Ports, SquadWithActivity } from './ports.ts';

export interface AddPlayers {
  caller: Caller;
  squadId: string;
  players: readonly Omit<NewPlayer, 'id'>[];
  idempotencyKey?: string | undefined;
  expected?: number | undefined;
}

/** The owner adds players. With an idempotency key, repeating adds nobody twice. */
export function addPlayers(ports: ChangePorts & Pick<Ports, 'ids' | 'activity'>) {
  return async ({
    caller,
    squadId,
    players,
    idempotencyKey,
    expected,
  }: AddPlayers): Promise<SquadWithActivity | Refusal> => {
    const { ids } = ports;
    const { accountId } = caller;
    const idOf = (index: number) =>
      idempotencyKey === undefined
        ? ids.newId()
        : ids.idFor(accountId, 'addPlayers', squadId, idempotencyKey, String(index));
    const request = idempotencyKey === undefined ? undefined : ids.hashOf(players);
    const added = players.map((player, index) => ({ ...player, id: idOf(index) }));
    return changedSquad(ports, squadId, (squad) => decide(squad, accountId, added, request), expected);
  };
}
