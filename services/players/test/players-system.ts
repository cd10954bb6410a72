import eventSchemas from '@besteam/contracts/events.schemas.json' with { type: 'json' };
import { addPlayers, createSquad, joinSquad, type Squad } from '@besteam/contracts/players';
import { createClient } from '@besteam/contracts/players/client';
import { type MintedAccount, type ServiceUnderTest, startService, type TokenMint } from '@besteam/service-kit/testing';
import { createPlayers } from '../src/app.ts';
import { type PlayersSettings, playersSettings } from '../src/config.ts';

/** What the generated operations are called with: whose client it is. */
export type Client = ReturnType<typeof createClient>;

export interface Person extends MintedAccount {
  client: Client;
}

export interface PlayersSystem extends ServiceUnderTest {
  clientOf(token: string): Client;
  registered(accountId?: string): Promise<Person>;
  guest(accountId?: string): Promise<Person>;
  visitor: Client;
}

export interface SystemOptions {
  now?: () => number;
  /** Believe the tokens of another system: this one is another replica. */
  tokens?: TokenMint;
  /** Where replicas hear of each other's writes. */
  redisUrl?: string;
}

/** The players service over HTTPS, whose every answer is checked against its contract. */
export async function startPlayers(
  own: Partial<PlayersSettings> = {},
  { now, tokens, redisUrl }: SystemOptions = {},
): Promise<PlayersSystem> {
  const system = await startService({
    create: (platform) => createPlayers({ ...playersSettings.parse({}), ...own }, platform, now),
    eventSchemas,
    settings: {
      RATE_LIMIT_ADDRESS: 1_000_000,
      RATE_LIMIT_ACCOUNT: 1_000_000,
      ...(redisUrl && { REDIS_URL: redisUrl }),
    },
    ...(tokens ? { mint: tokens } : {}),
  });
  const clientOf = (token?: string) =>
    createClient({ baseUrl: `${system.origin}/api/players/v1`, fetch: system.fetchAs(token) });
  const person = async (kind: 'guest' | 'registered', accountId?: string) => {
    const account = await system.mint.account(kind, accountId ? { accountId } : {});
    return { ...account, client: clientOf(account.token) };
  };
  return {
    ...system,
    clientOf,
    registered: (accountId) => person('registered', accountId),
    guest: (accountId) => person('guest', accountId),
    visitor: clientOf(),
  };
}

/** A squad of this owner with players of these names. */
export async function aSquad(owner: Person, ...names: string[]): Promise<Squad> {
  const { data: squad } = await createSquad({
    client: owner.client,
    body: { name: 'Thursday futsal' },
    throwOnError: true,
  });
  if (names.length === 0) return squad;
  const players = names.map((name) => ({ name }));
  const added = await addPlayers({
    client: owner.client,
    path: { squadId: squad.id },
    body: { players },
    throwOnError: true,
  });
  return added.data;
}

/** The account joins the squad. */
export async function joins(person: Person, squad: Squad, playerId?: string): Promise<void> {
  const body = playerId === undefined ? {} : { playerId };
  await joinSquad({ client: person.client, path: { code: squad.code }, body, throwOnError: true });
}

/** The last part of a problem's type: its reason. */
export function reasonOf({ error }: { error?: unknown }): string | undefined {
  if (typeof error !== 'object' || error === null || !('type' in error)) return undefined;
  return String(error.type).split('/').at(-1);
}

/** The id of the player of this name. */
export function playerNamed(squad: Squad, name: string): string {
  const player = squad.players.find((one) => one.name === name);
  if (!player) throw new Error(`${name} is not in ${squad.name}`);
  return player.id;
}
