import type { Refusal } from '../domain/refusal.ts';
import { changePlayer, type PlayerChange } from '../domain/roster.ts';
import { type ChangePorts, changedSquad } from './change-squad.ts';
import type { Caller, Ports, SquadWithActivity } from './ports.ts';

export interface UpdatePlayer {
  caller: Caller;
  squadId: string;
  playerId: string;
  change: PlayerChange;
  expected?: number | undefined;
}

/** The owner renames, repositions or restores a player. */
export function updatePlayer(ports: ChangePorts & Pick<Ports, 'activity'>) {
  return ({ caller, squadId, playerId, change, expected }: UpdatePlayer): Promise<SquadWithActivity | Refusal> =>
    changedSquad(ports, squadId, (squad) => changePlayer(squad, caller.accountId, playerId, change), expected);
}
