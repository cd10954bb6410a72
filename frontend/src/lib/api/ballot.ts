import type { Ballot, Ratings } from '@besteam/contracts/matches';
import * as matches from '@besteam/contracts/matches';
import { answered } from './answered.ts';
import { client } from './matches.ts';

/** My ratings of a squad, and the tag of their version where the service told one. */
export type SavedBallot = { ratings: Ratings; version?: string | undefined };

export const getMyBallot = (squadId: string): Promise<SavedBallot> =>
  versioned(matches.getMyBallot({ client, path: { squadId } }));

/**
 * Saves all my ratings of a squad; who is not named is not rated. Throws `precondition-failed` when another device of mine
 * has saved since that version.
 */
export const putMyBallot = (squadId: string, { ratings, version }: SavedBallot): Promise<SavedBallot> => {
  const headers = version === undefined ? {} : { 'If-Match': version };
  return versioned(matches.putMyBallot({ client, path: { squadId }, body: { ratings }, headers }));
};

type Answer = { data?: Ballot | undefined; error?: unknown; response?: Response | undefined };

async function versioned(call: Promise<Answer>): Promise<SavedBallot> {
  const { ratings } = await answered(call);
  // Who compresses an answer on its way calls the tag weak, which none is that a write may insist on.
  const version = (await call).response?.headers.get('etag')?.replace(/^W\//, '');
  return { ratings, version };
}
