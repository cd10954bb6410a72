import { requireRole } from '../domain/authority.ts';
import type { Refusal } from '../domain/refusal.ts';
import { judged } from './change-squad.ts';
import type { Caller } from './ports.ts';
import { LOST, untilWritten, type WritePorts } from './until-written.ts';

export interface DeleteSquad {
  caller: Caller;
  squadId: string;
  expected?: number | undefined;
}

/** The owner deletes the squad and, by the event that follows, all that belongs to it. */
export function deleteSquad(ports: WritePorts) {
  return ({ caller, squadId, expected }: DeleteSquad): Promise<undefined | Refusal> =>
    untilWritten<undefined | Refusal>(ports, squadId, async (squad) => {
      const refusal = judged(squad, requireRole(squad, caller.accountId, 'owner'), expected);
      if (refusal) return refusal;
      return (await ports.squads.delete(squad)) ? undefined : LOST;
    });
}
