import { isRefusal, type Refusal } from '../domain/refusal.ts';
import { archivePlayer } from '../domain/roster.ts';
import type { Squad } from '../domain/squad.ts';
import { type ChangePorts, changeSquad } from './change-squad.ts';
import type { Caller, Ports } from './ports.ts';

export interface RemovePlayer {
  caller: Caller;
  squadId: string;
  playerId: string;
  expected?: number | undefined;
}

/** The owner removes a player, who is archived. */
export function removePlayer(ports: ChangePorts & Pick<Ports, 'now'>) {
  return async ({ caller, squadId, playerId, expected }: RemovePlayer): Promise<undefined | Refusal> => {
    const at = new Date(ports.now()).toISOString();
    const decide = (squad: Squad) => archivePlayer(squad, caller.accountId, playerId, at);
    const changed = await changeSquad(ports, squadId, decide, expected);
    return isRefusal(changed) ? changed : undefined;
  };
}
