import type { Ballots } from '../../application/ports.ts';
import { type Ballot, emptyBallot } from '../../domain/ballot.ts';
import { type Item, type Items, type Key, squadKey } from './items.ts';

export const BALLOT = 'BALLOT#';
/** The status of a ballot that rates somebody. */
export const RATES = 'rates';

/** Ballots in DynamoDB, one item each. */
export function dynamoBallots(items: Items): Ballots {
  return {
    async find(squadId, accountId) {
      const item = await items.read(ballotKey(squadId, accountId));
      return (item && ballotOf(item)) ?? emptyBallot(squadId, accountId);
    },
    recall: () => undefined,
    async ofSquad(squadId) {
      return (await items.readAll(squadKey(squadId), BALLOT)).flatMap((item) => ballotOf(item) ?? []);
    },
    save(ballot) {
      const { squadId, accountId, version, updatedAt } = ballot;
      const key = ballotKey(squadId, accountId);
      const status = Object.keys(ballot.ratings).length > 0 ? RATES : 'empty';
      return items.write({ ...key, version, doc: ballot, accountId, status, tellSince: updatedAt });
    },
    remove({ squadId, accountId, version }, now) {
      return items.bury({ ...ballotKey(squadId, accountId), version: version + 1, at: now });
    },
  };
}

export function ballotKey(squadId: string, accountId: string): Key {
  return { pk: squadKey(squadId), sk: `${BALLOT}${accountId}` };
}

export function ballotOf({ doc }: Item): Ballot | undefined {
  return doc === undefined ? undefined : (JSON.parse(doc) as Ballot);
}
