import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Squad } from '../domain/squad.ts';
import type { Ports } from './ports.ts';

/** What an invitation is for. The code of the squad itself decides: a replaced one opens nothing. */
export function previewInvitation({ joinCodes, recentSquads }: Pick<Ports, 'joinCodes' | 'recentSquads'>) {
  return async ({ code }: { code: string }): Promise<Squad | Refusal> => {
    const squadId = await joinCodes.squadOf(code);
    if (squadId === undefined) return noSuchInvitation();
    const recent = await recentSquads.read(squadId);
    if (recent?.squad.code === code) return recent.squad;
    const current = await recentSquads.readNow(squadId);
    return current?.squad.code === code ? current.squad : noSuchInvitation();
  };
}

export function noSuchInvitation(): Refusal {
  return refuse('not-found', 'This invitation is not valid (any more): ask for a new one.');
}
