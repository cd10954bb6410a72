import { handedOver } from '../domain/match.ts';
import { isRefusal } from '../domain/refusal.ts';
import type { Ports } from './ports.ts';
import { type SettlePorts, settleBallot } from './settle-ballot.ts';
import { untilSaved } from './until-saved.ts';

interface Merger {
  guestId: string;
  accountId: string;
}

/** Gives an account what its guest rated and made. Repeating it is harmless. */
export function mergeAccounts(ports: SettlePorts & Pick<Ports, 'traces' | 'matches'>) {
  const { traces, departures, matches, clock } = ports;
  const settle = settleBallot(ports);
  return async ({ guestId, accountId }: Merger): Promise<void> => {
    await departures.note(guestId, accountId);
    for (const { squadId } of await traces.ballotsOf(guestId)) await settle(squadId, guestId);
    for (const { squadId, matchId } of await traces.matchesOf(guestId)) {
      const saved = await untilSaved(async () => {
        const match = await matches.find(squadId, matchId);
        if (!match || match.createdBy !== guestId) return {};
        const next = { ...handedOver(match, guestId, accountId), version: match.version + 1, updatedAt: clock() };
        return (await matches.save(next)) ? next : undefined;
      });
      if (isRefusal(saved)) throw new Error(`the matches of an account in ${squadId} cannot be handed over now`);
    }
  };
}
