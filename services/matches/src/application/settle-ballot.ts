import { mergeBallots } from '../domain/ballot.ts';
import { isRefusal } from '../domain/refusal.ts';
import type { Ports } from './ports.ts';
import { untilSaved } from './until-saved.ts';

export type SettlePorts = Pick<Ports, 'ballots' | 'departures' | 'clock'>;

/**
 * What becomes of one ballot when its author's account is no more: it is merged into the account that the author turned
 * out to be, as long as there is one, and goes. True when nothing was to be done. Repeating it is harmless.
 */
export function settleBallot({ ballots, departures, clock }: SettlePorts) {
  return async (squadId: string, accountId: string): Promise<boolean> => {
    const departed = await departures.find(accountId);
    if (!departed) return true;
    const { into } = departed;
    const heir = into !== undefined && !(await departures.find(into)) ? into : undefined;
    const settled = await untilSaved(async () => {
      const ballot = await ballots.find(squadId, accountId);
      if (ballot.version === 0) return ballot;
      if (heir !== undefined) {
        const before = await ballots.find(squadId, heir);
        const merged = mergeBallots(before, ballot);
        if (merged !== before && !(await ballots.save(merged))) return undefined;
      }
      return (await ballots.remove(ballot, clock())) ? ballot : undefined;
    });
    if (isRefusal(settled)) throw new Error(`a ballot in ${squadId} cannot follow its account now`);
    return false;
  };
}
