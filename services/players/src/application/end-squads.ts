import type { Squad } from '../domain/squad.ts';
import type { ChangePorts } from './change-squad.ts';
import type { Ports } from './ports.ts';

/** Deletes the squads that have been without an owner for too long. */
export function endSquads(ports: ChangePorts & Pick<Ports, 'endingSquads' | 'now'>) {
  return async (): Promise<void> => {
    for (const squadId of await ports.endingSquads()) await endSquad(ports, squadId);
  };
}

/** Deletes a squad if its time has come. Somebody who changes it meanwhile wins; it is looked at again later. */
export function endSquad({ squads, inTurn, now }: ChangePorts & Pick<Ports, 'now'>, squadId: string): Promise<void> {
  return inTurn(squadId, async () => {
    const squad = await squads.load(squadId);
    if (squad && hasEnded(squad, now())) await squads.delete(squad);
  });
}

/** Whether its time has come. */
export function hasEnded({ endsAt }: Squad, nowMs: number): boolean {
  return endsAt !== undefined && Date.parse(endsAt) <= nowMs;
}
