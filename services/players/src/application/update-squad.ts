import type { Refusal } from '../domain/refusal.ts';
import { changeSettings, type SquadChange } from '../domain/settings.ts';
import { type ChangePorts, changedSquad } from './change-squad.ts';
import type { Caller, Ports, SquadWithActivity } from './ports.ts';

export interface UpdateSquad {
  caller: Caller;
  squadId: string;
  change: SquadChange;
  expected?: number | undefined;
}

/** The owner renames or configures the squad. */
export function updateSquad(ports: ChangePorts & Pick<Ports, 'activity'>) {
  return ({ caller, squadId, change, expected }: UpdateSquad): Promise<SquadWithActivity | Refusal> =>
    changedSquad(ports, squadId, (squad) => changeSettings(squad, caller.accountId, change), expected);
}
