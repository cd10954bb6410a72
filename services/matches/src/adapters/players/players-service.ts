import { createMemory } from '@besteam/service-kit';
import { z } from 'zod';
import type { Caller, PlayersService } from '../../application/ports.ts';
import type { Squad } from '../../domain/squad.ts';

/** How long a "no" is remembered: who knocks at a squad that is not his must not make us ask each time. */
const REFUSAL_MS = 2000;
const MOST_REFUSALS = 10_000;

const squadAnswer = z.object({
  id: z.string(),
  version: z.number(),
  name: z.string(),
  criteria: z.array(z.object({ id: z.string(), weight: z.number() })),
  rules: z.object({ raters: z.enum(['players', 'anyone']), numbers: z.enum(['shown', 'hidden']) }),
  players: z.array(z.object({ id: z.string(), name: z.string(), positions: z.array(z.string()) })),
  me: z.object({ role: z.enum(['owner', 'organiser', 'member']), playerId: z.string().optional() }),
});

/** The players service could not be asked; the caller may try again shortly (503). */
class PlayersServiceAway extends Error {
  override readonly name = 'ServiceUnavailable';
}

interface Options {
  /** e.g. `https://localhost:8443` */
  origin: string;
  fetch: typeof fetch;
}

/**
 * Asks the players service over HTTPS with the caller's own token, and as a proxy for his address: limits there count
 * people, and all of them would be one if they counted us.
 */
export function playersOverHttps({ origin, fetch }: Options): PlayersService {
  // Here and not in a shared cache: what that might keep us waiting is not left of the time to ask.
  const refused = createMemory<true>({ most: MOST_REFUSALS, ttlMs: REFUSAL_MS });
  return {
    async tell(squadId, caller) {
      const refusal = `${squadId}:${caller.accountId}`;
      if (refused.get(refusal)) return undefined;
      const squad = await ask(squadId, caller);
      if (!squad) refused.set(refusal, true);
      return squad;
    },
  };

  async function ask(squadId: string, { accountId, token, address }: Caller): Promise<Squad | undefined> {
    const url = `${origin}/api/players/v1/squads/${encodeURIComponent(squadId)}`;
    const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': address };
    const response = await fetch(url, { headers }).catch((cause: unknown) => {
      throw new PlayersServiceAway('the players service does not answer', { cause });
    });
    // Not in the squad, or removed from it.
    if (response.status === 404 || response.status === 403) {
      await response.body?.cancel();
      return undefined;
    }
    const answer = squadAnswer.safeParse(response.status === 200 ? await response.json() : undefined);
    if (!answer.success) throw new PlayersServiceAway(`the players service answered ${response.status}`);
    const { id, me, ...squad } = answer.data;
    return { ...squad, squadId: id, members: [{ accountId, ...me }] };
  }
}
