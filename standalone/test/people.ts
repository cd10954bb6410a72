import * as matches from '@besteam/contracts/matches/client';
import matchesContract from '@besteam/contracts/matches.openapi.json' with { type: 'json' };
import { addPlayers, createSquad, joinSquad, type Squad } from '@besteam/contracts/players';
import * as players from '@besteam/contracts/players/client';
import playersContract from '@besteam/contracts/players.openapi.json' with { type: 'json' };
import { openGuestSession, registerAccount } from '@besteam/contracts/users';
import * as users from '@besteam/contracts/users/client';
import usersContract from '@besteam/contracts/users.openapi.json' with { type: 'json' };
import { contractFetch, patientFetch } from '@besteam/service-kit/testing';
import type { Program } from './program.ts';

/** Somebody with a session, who comes again when a 503 asks him to: the three services as they are for him, every answer judged by its contract. */
export interface Person {
  accountId: string;
  /** Of a registered account. */
  credentials?: { email: string; password: string };
  users: ReturnType<typeof users.createClient>;
  players: ReturnType<typeof players.createClient>;
  matches: ReturnType<typeof matches.createClient>;
}

export interface Manners {
  /** false: they take a 503 for an answer, so that what is asked is sent once. Default true. */
  patient?: boolean;
}

export function peopleOf(
  { origin, fetch: impatient }: Pick<Program, 'origin' | 'fetch'>,
  { patient = true }: Manners = {},
) {
  const fetch = patient ? patientFetch(impatient) : impatient;
  const client = (name: string, contract: object, token?: string) => ({
    baseUrl: `${origin}/api/${name}/v1`,
    fetch: contractFetch({ contract: contract as never, origin, prefix: `/api/${name}/v1`, fetch, token }),
  });
  const person = (session: { accessToken: string; account: { id: string } }): Person => ({
    accountId: session.account.id,
    users: users.createClient(client('users', usersContract, session.accessToken)),
    players: players.createClient(client('players', playersContract, session.accessToken)),
    matches: matches.createClient(client('matches', matchesContract, session.accessToken)),
  });
  const nobody = users.createClient(client('users', usersContract));
  return {
    async owner(name = 'Ana'): Promise<Person> {
      const credentials = { email: `${crypto.randomUUID()}@example.org`, password: 'five-a-side-on-thursdays' };
      const body = { ...credentials, displayName: name };
      return { ...person(given(await registerAccount({ client: nobody, body }))), credentials };
    },
    async guest(displayName = 'Leo'): Promise<Person> {
      return person(given(await openGuestSession({ client: nobody, body: { displayName } })));
    },
  };
}

/** A squad of `size` players, created by its owner. */
export async function squadOf(owner: Person, size: number): Promise<Squad> {
  const { id } = given(
    await createSquad({ client: owner.players, body: { name: 'Thursday futsal', sport: 'futsal' } }),
  );
  const names = Array.from({ length: size }, (_, index) => ({ name: `Player ${index + 1}` }));
  return given(await addPlayers({ client: owner.players, path: { squadId: id }, body: { players: names } }));
}

export async function joins(guest: Person, squad: Squad, playerId: string): Promise<void> {
  given(await joinSquad({ client: guest.players, path: { code: squad.code }, body: { playerId } }));
}

/** The data of an answer; a refusal fails the test with what was said. */
export function given<T>({ data, error }: { data?: T | undefined; error?: unknown }): T {
  if (data === undefined) throw error instanceof Error ? error : new Error(JSON.stringify(error));
  return data;
}
