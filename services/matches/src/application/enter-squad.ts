import { noSuchSquad, type Refusal } from '../domain/refusal.ts';
import { correctedBy, type Member, memberOf, type Squad } from '../domain/squad.ts';
import type { Caller, Ports } from './ports.ts';

/** A squad as one of its members finds it. */
export interface Entered {
  squad: Squad;
  me: Member;
}

/**
 * Lets a member in; anybody else learns nothing, not even that the squad exists. Where the replica is not `enough`
 * (it may lag a moment behind somebody's joining, claiming or adding players) the players service is asked.
 */
export function enterSquad({ squads, playersService }: Pick<Ports, 'squads' | 'playersService'>) {
  return async (
    squadId: string,
    caller: Caller,
    enough: (entered: Entered) => boolean = () => true,
  ): Promise<Entered | Refusal> => {
    const replica = await squads.find(squadId);
    const known = replica && entered(replica, caller);
    if (known && enough(known)) return known;
    const told = await playersService.tell(squadId, caller);
    if (!told) return noSuchSquad;
    return entered(correctedBy(replica, told), caller) ?? noSuchSquad;
  };
}

function entered(squad: Squad, caller: Caller): Entered | undefined {
  const me = memberOf(squad, caller.accountId);
  return me && { squad, me };
}
