import type { Ports } from './ports.ts';
import { type SettlePorts, settleBallot } from './settle-ballot.ts';

/** Removes what a deleted account rated, everywhere, and what it rates yet. Repeating it is harmless. */
export function forgetAccount(ports: SettlePorts & Pick<Ports, 'traces'>) {
  const { traces, departures } = ports;
  const settle = settleBallot(ports);
  return async (accountId: string): Promise<void> => {
    await departures.note(accountId);
    for (const { squadId } of await traces.ballotsOf(accountId)) await settle(squadId, accountId);
  };
}
