import type { Ballots } from '../../application/ports.ts';
import { type Ballot, emptyBallot } from '../../domain/ballot.ts';
import { type Item, type Items, type Key, squadKey } from './items.ts';

export const BALLOT = 'BALLOT#';

/** Ballots in DynamoDB, one item each. */
export function dynamoBallots(items: Items, onSaved: () => void): Ballots {
  return {
    async find(squadId, accountId) {
      const item = await items.read(ballotKey(squadId, accountId));
      return (item && ballotOf(item)) ?? emptyBallot(squadId, accountId);
    },
    async ofSquad(squadId) {
      return (await items.readAll(squadKey(squadId), BALLOT)).flatMap((item) => ballotOf(item) ?? []);
    },
    async save(ballot) {
      const { squadId, accountId, version, updatedAt } = ballot;
      const key = ballotKey(squadId, accountId);
      const saved = await items.write({ ...key, version, doc: ballot, accountId, tellSince: updatedAt });
      if (saved) onSaved();
      return saved;
    },
  };
}

export function ballotKey(squadId: string, accountId: string): Key {
  return { pk: squadKey(squadId), sk: `${BALLOT}${accountId}` };
}

function ballotOf({ doc }: Item): Ballot | undefined {
  return doc === undefined ? undefined : (JSON.parse(doc) as Ballot);
}
