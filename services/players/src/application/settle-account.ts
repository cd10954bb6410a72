import { settled } from '../domain/accounts.ts';
import { isRefusal } from '../domain/refusal.ts';
import { type ChangePorts, changeSquad } from './change-squad.ts';
import { endSquad } from './end-squads.ts';
import type { Ports } from './ports.ts';

export type SettlePorts = ChangePorts & Pick<Ports, 'accounts' | 'mySquads' | 'now'>;

/** What is known of an account, applied to every squad that knows the account. Repeating it is harmless. */
export function settleAccount(ports: SettlePorts) {
  const settle = settleMember(ports);
  return async (accountId: string): Promise<void> => {
    for (const squadId of await ports.mySquads.all(accountId)) await settle(squadId, accountId);
  };
}

/**
 * What is known of an account, applied to one squad. Done for every account that a squad newly lists: news of an
 * account and its joining may cross, and whichever comes second sees the other. The account is read after the squad:
 * what is decided by older news than the squad follows already then loses its conditional write.
 */
export function settleMember(ports: Omit<SettlePorts, 'mySquads'>) {
  return async (squadId: string, accountId: string): Promise<void> => {
    if (!(await ports.accounts.find(accountId))) return;
    const changed = await changeSquad(ports, squadId, async (squad) => {
      const account = await ports.accounts.find(accountId);
      return account ? settled(squad, accountId, account, ports.now()) : squad;
    });
    if (!isRefusal(changed)) await endSquad(ports, squadId);
    else if (changed.reason !== 'not-found') throw new Error(`${squadId} cannot follow an account: ${changed.detail}`);
  };
}
