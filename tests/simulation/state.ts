import type { Ballot } from '../../services/matches/src/domain/ballot.ts';
import type { Match } from '../../services/matches/src/domain/match.ts';
import type { Squad as Replica } from '../../services/matches/src/domain/squad.ts';
import { type SquadItem, squadOf } from '../../services/players/src/adapters/dynamodb/squad-item.ts';
import { TABLE } from '../../services/players/src/adapters/dynamodb/tables.ts';
import type { Squad } from '../../services/players/src/domain/squad.ts';
import type { Account } from '../../services/users/src/domain/account.ts';
import type { SimulatedDatabase } from './accounts/database.ts';
import { MATCHES_TABLE } from './deployment/replicas.ts';
import type { SimulatedDynamoDb } from './store/documents.ts';
import type { Item } from './store/expressions.ts';

/** What the stores hold now, seen from outside of the system. */
export interface State {
  account(id: string): Account | undefined;
  outboxOfUsers(): number;
  squad(id: string): Squad | undefined;
  /** There was such a squad, and it was deleted. */
  isDeleted(id: string): boolean;
  replica(id: string): Replica | undefined;
  ballot(squadId: string, accountId: string): Ballot | undefined;
  match(squadId: string, matchId: string): Match | undefined;
  players(): [string, Item][];
  matches(): [string, Item][];
}

interface Stores {
  players: SimulatedDynamoDb;
  matches: SimulatedDynamoDb;
  database: SimulatedDatabase;
}

export function stateOf({ players, matches, database }: Stores): State {
  const player = (pk: string, sk: string) => players.tables.get(TABLE)?.get({ pk, sk }, true);
  const doc = <T>(squadId: string, sk: string) => {
    const text = matches.tables.get(MATCHES_TABLE)?.get({ pk: `SQUAD#${squadId}`, sk }, true)?.['doc'];
    return typeof text === 'string' ? (JSON.parse(text) as T) : undefined;
  };
  const item = (id: string) => player(`SQUAD#${id}`, 'SQUAD') as unknown as SquadItem | undefined;
  return {
    account: (id) => database.tables.get('accounts')?.get(id) as Account | undefined,
    outboxOfUsers: () => database.tables.get('outbox')?.size ?? 0,
    squad: (id) => squadOf(item(id)),
    isDeleted(id) {
      const found = item(id);
      return found !== undefined && !found.squad;
    },
    replica: (id) => doc<Replica>(id, 'REPLICA'),
    ballot: (squadId, accountId) => doc<Ballot>(squadId, `BALLOT#${accountId}`),
    match: (squadId, matchId) => doc<Match>(squadId, `MATCH#${matchId}`),
    players: () => [...(players.tables.get(TABLE)?.items() ?? [])],
    matches: () => [...(matches.tables.get(MATCHES_TABLE)?.items() ?? [])],
  };
}
