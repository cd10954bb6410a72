import { mergeBallots } from '../domain/ballot.ts';
import { handedOver } from '../domain/match.ts';
import { isRefused } from '../domain/refusal.ts';
import { forgetAccount } from './forget-account.ts';
import type { Ports } from './ports.ts';
import { untilSaved } from './until-saved.ts';

interface Merger {
  guestId: string;
  accountId: string;
}

/** Gives an account what its guest rated and made. Repeating it is harmless. */
export function mergeAccounts(ports: Pick<Ports, 'traces' | 'ballots' | 'matches' | 'clock'>) {
  const { traces, ballots, matches, clock } = ports;
  const forget = forgetAccount(ports);
  return async ({ guestId, accountId }: Merger): Promise<void> => {
    for (const from of await traces.ballotsOf(guestId)) {
      const saved = await untilSaved(async () => {
        const into = await ballots.find(from.squadId, accountId);
        const merged = mergeBallots(into, from);
        return merged === into || (await ballots.save(merged)) ? merged : undefined;
      });
      if (isRefused(saved)) throw new Error(`the ballots of an account in ${from.squadId} cannot be merged now`);
    }
    for (const { squadId, matchId } of await traces.matchesOf(guestId)) {
      await untilSaved(async () => {
        const match = await matches.find(squadId, matchId);
        if (!match) return {};
        const next = { ...handedOver(match, guestId, accountId), version: match.version + 1, updatedAt: clock() };
        return (await matches.save(next)) ? next : undefined;
      });
    }
    await forget(guestId);
  };
}
