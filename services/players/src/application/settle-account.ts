import { settled } from '../domain/accounts.ts';
import { isRefusal } from '../domain/refusal.ts';
import type { Squad } from '../domain/squad.ts';
import { type ChangePorts, changeSquad } from './change-squad.ts';
import { endSquad, hasEnded } from './end-squads.ts';
import type { Ports } from './ports.ts';

export type SettlePorts = MemberPorts & Pick<Ports, 'mySquads'>;
type MemberPorts = ChangePorts & Pick<Ports, 'accounts' | 'now'>;

/** What is known of an account, applied to every squad that knows the account. Repeating it is harmless. */
export function settleAccount(ports: SettlePorts) {
  const settle = settleMember(ports);
  return async (accountId: string): Promise<void> => {
    for (const squadId of await ports.mySquads.all(accountId)) await settle(squadId, accountId);
  };
}

/**
 * What is known of an account, applied to a squad that newly lists it. News of an account and its joining may cross, and
 * whichever comes second sees the other: so the account is read once it is listed, and whatever news come later find the
 * squad in its list.
 */
export function settleListed(ports: MemberPorts) {
  const settle = settleMember(ports);
  return async (squad: Squad, accountId: string): Promise<void> => {
    const account = await ports.accounts.find(accountId);
    if (account && settled(squad, accountId, account, ports.now()) !== squad) await settle(squad.id, accountId);
  };
}

/**
 * What is known of an account, applied to one squad. The account is read after the squad: what is decided by older news
 * than the squad follows already then loses its conditional write.
 */
export function settleMember(ports: MemberPorts) {
  return async (squadId: string, accountId: string): Promise<void> => {
    const changed = await changeSquad(ports, squadId, async (squad) => {
      const account = await ports.accounts.find(accountId);
      return account ? settled(squad, accountId, account, ports.now()) : squad;
    });
    if (!isRefusal(changed)) {
      if (hasEnded(changed.after, ports.now())) await endSquad(ports, squadId);
    } else if (changed.reason !== 'not-found') {
      throw new Error(`${squadId} cannot follow an account: ${changed.detail}`);
    }
  };
}
