import { setTimeout as after } from 'node:timers/promises';
import { getMyBallot, listMatches } from '@besteam/contracts/matches';
import { getSquad } from '@besteam/contracts/players';
import { getMyAccount } from '@besteam/contracts/users';
import { given } from '../../standalone/test/people.ts';
import type { Ledger } from './load.ts';
import { numberOf } from './numbered-ballots.ts';

const CONVERGENCE_MS = 60_000;

export interface Verdict {
  lost: string[];
  duplicated: string[];
}

/** Compares the ledger with what the system says now. */
export async function judge(ledger: Ledger): Promise<Verdict> {
  const { owner, squad, ballots, matches, members } = ledger;
  const path = { squadId: squad.id };
  const lost: string[] = [];
  const rated = squad.players.slice(6, 12).map(({ id }) => id);
  for (const [rater, { acknowledged, tried }] of ballots) {
    const { ratings } = given(await getMyBallot({ client: rater.matches, path }));
    const found = numberOf(ratings, rated);
    if (found < acknowledged || found > tried) {
      lost.push(`the ballot of ${rater.accountId}: ${acknowledged} was acknowledged, ${found} is there`);
    }
  }
  const listed = await allMatches(ledger);
  for (const id of matches) if (!listed.includes(id)) lost.push(`the draw ${id}`);
  for (const { person, playerId } of members) {
    const seen = await getSquad({ client: person.players, path });
    const account = given(await getMyAccount({ client: person.users }));
    if (account.id !== person.accountId) lost.push(`the account ${person.accountId}`);
    if (seen.data?.me.playerId !== playerId) lost.push(`the claim of ${person.accountId} on ${playerId}`);
  }
  const expected = ballots.size + Number(ledger.ownerRates);
  const raters = await converged(
    async () => given(await getSquad({ client: owner.players, path })).activity.raters,
    expected,
  );
  if (raters !== expected) lost.push(`events: players counts ${raters} raters of ${expected}`);
  const duplicated = listed.filter((id, i) => listed.indexOf(id) !== i);
  if (listed.length > ledger.drawsTried) duplicated.push(`${listed.length} draws of ${ledger.drawsTried} requests`);
  return { lost, duplicated };
}

async function allMatches({ owner, squad }: Ledger): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? {} : { cursor };
    const page = given(await listMatches({ client: owner.matches, path: { squadId: squad.id }, query }));
    ids.push(...page.items.flatMap(({ id, status }) => (status === 'called-off' ? [] : id)));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return ids;
}

async function converged<T>(look: () => Promise<T>, expected: T): Promise<T> {
  for (const deadline = performance.now() + CONVERGENCE_MS; ; ) {
    const seen = await look();
    if (seen === expected || performance.now() > deadline) return seen;
    await after(200);
  }
}
