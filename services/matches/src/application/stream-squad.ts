import type { Refusal } from '../domain/refusal.ts';
import { type Entered, enterSquad } from './enter-squad.ts';
import type { Caller, Ports } from './ports.ts';

/** Lets a member listen to what happens in the squad. */
export function streamSquad(ports: Pick<Ports, 'squads' | 'playersService'>) {
  const enter = enterSquad(ports);
  return ({ squadId, caller }: { squadId: string; caller: Caller }): Promise<Entered | Refusal> =>
    enter(squadId, caller);
}
