import type { LevelBook } from '@besteam/balancer';
import { createMemory } from '@besteam/service-kit';
import type { Ballot } from '../domain/ballot.ts';
import { type Levels, type LevelsOf, openBook, readableIn } from '../domain/levels.ts';
import type { Squad } from '../domain/squad.ts';

const MOST_SQUADS = 200;
const TTL_MS = 10 * 60 * 1000;

/** The levels of one squad, and what they were last made of. */
interface Kept {
  roster: string;
  book: LevelBook;
  /** Which state of whose ballot is in the book. */
  states: Map<string, string>;
  levels?: Levels | undefined;
}

/**
 * The internal levels of the squads at work, remembered: where nothing changed they are there, and where one ballot
 * did, that one is read again and not the others.
 */
export function rememberedLevels(): LevelsOf {
  const squads = createMemory<Kept>({ most: MOST_SQUADS, ttlMs: TTL_MS });
  return (squad, ballots) => {
    const roster = rosterOf(squad);
    const known = squads.get(squad.squadId);
    const kept: Kept = known?.roster === roster ? known : { roster, book: openBook(squad), states: new Map() };
    if (known !== kept) squads.set(squad.squadId, kept);
    if (update(kept, squad, ballots)) kept.levels = undefined;
    kept.levels ??= kept.book.levels();
    return kept.levels;
  };
}

/** Brings the book up to these ballots; says whether it had to. */
function update({ book, states }: Kept, squad: Squad, ballots: Ballot[]): boolean {
  const readable = readableIn(squad);
  const claims = new Map(squad.members.map(({ accountId, playerId }) => [accountId, playerId ?? '']));
  const gone = new Set(states.keys());
  let changed = false;
  for (const ballot of ballots) {
    const { accountId, version, updatedAt } = ballot;
    gone.delete(accountId);
    const state = `${version} ${updatedAt} ${claims.get(accountId)}`;
    if (states.get(accountId) === state) continue;
    book.rate({ rater: accountId, ratings: readable(ballot) });
    states.set(accountId, state);
    changed = true;
  }
  for (const accountId of gone) {
    book.forget(accountId);
    states.delete(accountId);
    changed = true;
  }
  return changed;
}

/** All of a squad that every ballot is read by. */
function rosterOf({ players, criteria, rules }: Squad): string {
  return JSON.stringify([rules.raters, criteria.map(({ id, weight }) => [id, weight]), players.map(({ id }) => id)]);
}
