import type { SavedBallot } from '#lib/api/ballot.ts';
import { ApiProblem } from '#lib/api/problem.ts';
import { type Changes, isEmpty, laidOver, part } from './changes.ts';

/** The ballot at the service. */
export type BallotService = {
  load: () => Promise<SavedBallot>;
  save: (ballot: SavedBallot) => Promise<SavedBallot>;
};

type Sender = BallotService & {
  /** What is unsent at this moment. */
  pending: () => Changes;
  /** Told which changes have arrived, or never can, and what the service has then. */
  settled: (done: Changes, ballot: SavedBallot) => void;
};

/** Another device was faster, or a player or a criterion cannot be rated any more. */
const again = ['precondition-failed', 'conflict', 'not-rateable'];
const attempts = 4;
let last: Promise<unknown> = Promise.resolve();

/**
 * Sends what is unsent, laid over what the service has; `known` is what it last answered. Where it has something else by
 * now, that is read and the changes are laid over it once more; those it names as not to be rated are given up. One after
 * the other, so that two of this tab do not send the same. Throws the problem when it cannot be done now.
 */
export function sendChanges(known: SavedBallot, sender: Sender): Promise<void> {
  const turn = last.then(() => send(known, sender));
  last = turn.catch(() => undefined);
  return turn;
}

async function send(known: SavedBallot, { load, save, pending, settled }: Sender): Promise<void> {
  let ballot = known;
  const readAnew = async (done: Changes) => {
    ballot = await load();
    settled(done, ballot);
  };
  // Of an unknown version, or of one before somebody else has sent everything.
  if (ballot.version === undefined || isEmpty(pending())) await readAnew({});
  for (let left = attempts; ; left -= 1) {
    const changes = pending();
    if (isEmpty(changes)) return;
    try {
      settled(changes, await save({ ...ballot, ratings: laidOver(ballot.ratings, changes) }));
      return;
    } catch (thrown) {
      if (left === 1 || !(thrown instanceof ApiProblem) || !again.includes(thrown.kind)) throw thrown;
      await readAnew(named(changes, thrown.fields));
    }
  }
}

/** The changes that a refusal's fields name: of a player, or of a player by a criterion. */
function named(changes: Changes, fields: string[]): Changes {
  return part(changes, (player, criterion) =>
    [`body/ratings/${player}`, `body/ratings/${player}/${criterion}`].some((field) => fields.includes(field)),
  );
}
