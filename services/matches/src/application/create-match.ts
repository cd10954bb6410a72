import type { Identity, Match } from '../domain/match.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import { type Entered, enterSquad } from './enter-squad.ts';
import type { MatchView } from './get-match.ts';
import type { Caller, Ports } from './ports.ts';
import { untilSaved } from './until-saved.ts';

interface Command {
  squadId: string;
  caller: Caller;
  operationId: 'createDraw' | 'planMatch';
  /** What was asked for, as it came. */
  request: object;
  idempotencyKey?: string | undefined;
}

export type CreatePorts = Pick<Ports, 'squads' | 'playersService' | 'matches' | 'chance' | 'clock'>;

/** Creates a match once: the same account repeating the same key finds what the first request made. */
export function createMatch(ports: CreatePorts) {
  const enter = enterSquad(ports);
  return async (
    { squadId, caller, operationId, request, idempotencyKey }: Command,
    make: (entered: Entered, identity: Identity) => Match | Refusal | Promise<Match | Refusal>,
    enough?: (entered: Entered) => boolean,
  ): Promise<MatchView | Refusal> => {
    const entered = await enter(squadId, caller, enough);
    if (isRefusal(entered)) return entered;
    const matchId = ports.chance.idFor(caller.accountId, operationId, squadId, idempotencyKey);
    const asked = ports.chance.seal(matchId, JSON.stringify(request));
    // Without a key the id is new: what there is of it after a lost race is this request's own, and changed since.
    let mayExist = idempotencyKey !== undefined;
    return untilSaved(async () => {
      const before = mayExist ? await ports.matches.find(squadId, matchId) : undefined;
      mayExist = true;
      if (before) {
        return before.request === asked ? { ...entered, match: before } : refuse('idempotency-key-reused');
      }
      const identity = { squadId, matchId, createdBy: caller.accountId, createdAt: ports.clock(), request: asked };
      const made = await make(entered, identity);
      if (isRefusal(made)) return made;
      const match = { ...made, version: 1 };
      return (await ports.matches.save(match)) ? { ...entered, match } : undefined;
    });
  };
}
