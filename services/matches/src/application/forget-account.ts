import type { Ports } from './ports.ts';
import { untilSaved } from './until-saved.ts';

/** Removes what a deleted account rated, everywhere. Repeating it is harmless. */
export function forgetAccount({ traces, ballots, clock }: Pick<Ports, 'traces' | 'ballots' | 'clock'>) {
  return async (accountId: string): Promise<void> => {
    for (const { squadId } of await traces.ballotsOf(accountId)) {
      await untilSaved(async () => {
        const ballot = await ballots.find(squadId, accountId);
        const gone = ballot.version === 0 || (await ballots.remove(ballot, clock()));
        return gone ? ballot : undefined;
      });
    }
  };
}
