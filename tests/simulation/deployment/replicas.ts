import { draw, repair } from '@besteam/balancer';
import type { EventBus, Logger } from '@besteam/service-kit';
import { startRelay } from '@besteam/service-kit';
import { strongChance } from '../../../services/matches/src/adapters/chance.ts';
import { createFeed } from '../../../services/matches/src/adapters/live/feed.ts';
import { playersOverHttps } from '../../../services/matches/src/adapters/players/players-service.ts';
import { type MatchesCore, matchesCore } from '../../../services/matches/src/core.ts';
import { type PlayersCore, playersCore } from '../../../services/players/src/core.ts';
import { secrets } from '../../../services/users/src/adapters/credentials/secrets.ts';
import { attemptsInHand } from '../../../services/users/src/application/attempts-in-hand.ts';
import { deleteMyAccount } from '../../../services/users/src/application/delete-my-account.ts';
import { openGuestSession } from '../../../services/users/src/application/open-guest-session.ts';
import { openSession } from '../../../services/users/src/application/open-session.ts';
import type { Ports } from '../../../services/users/src/application/ports.ts';
import { registerAccount } from '../../../services/users/src/application/register-account.ts';
import { updateMyAccount } from '../../../services/users/src/application/update-my-account.ts';
import type { SimulatedDatabase } from '../accounts/database.ts';
import type { Machine } from '../kernel/kernel.ts';
import type { SimulatedDynamoDb } from '../store/documents.ts';
import { simulatedCache } from './cache.ts';
import { tokenOf } from './tokens.ts';

export const MATCHES_TABLE = 'matches';

export interface Ground {
  machine: Machine;
  bus: EventBus;
  logger: Logger;
  /** Whose tokens this process refuses. */
  refused: Set<string>;
  database: SimulatedDatabase;
  players: SimulatedDynamoDb;
  matches: SimulatedDynamoDb;
  fetch: typeof fetch;
}

export type UsersUseCases = ReturnType<typeof usersReplica>['useCases'];
export interface Replica {
  users: { useCases: UsersUseCases };
  players: PlayersCore;
  matches: MatchesCore;
}

/** The users service without HTTP; argon2 and signatures stand aside, for they decide nothing here. */
export function usersReplica({ machine, bus, logger, database }: Ground) {
  const { store, inTransaction, outbox } = database.connectionOf(machine);
  const ports: Ports = {
    store,
    inTransaction,
    attempts: attemptsInHand(),
    passwords: {
      hash: async (password) => `hash of ${password}`,
      matches: async (hash, password) => hash === `hash of ${password}`,
      isOutdated: () => false,
      isCommon: () => false,
    },
    secrets,
    accessTokens: { issue: async (account) => ({ accessToken: tokenOf(account), expiresIn: 600 }) },
    mail: { sendPasswordReset: () => undefined },
    later: (_, job) => void job(),
    now: () => new Date(),
  };
  return {
    useCases: {
      openGuestSession: openGuestSession(ports),
      registerAccount: registerAccount(ports),
      openSession: openSession(ports),
      updateMyAccount: updateMyAccount(ports),
      deleteMyAccount: deleteMyAccount(ports),
    },
    start: async () => void startRelay({ outbox, bus, logger }),
  };
}

export function playersReplica({ machine, bus, logger, refused, players }: Ground): PlayersCore {
  return playersCore({
    documents: players.documentsOf(machine),
    bus,
    cache: simulatedCache(),
    tokens: tokensRefusing(refused),
    logger,
    idSecret: 'simulated',
    squadCacheMs: 5000,
    endingsEveryMs: 60_000,
    now: Date.now,
  });
}

export function matchesReplica({ machine, bus, logger, refused, matches, fetch }: Ground): MatchesCore {
  return matchesCore({
    documents: matches.documentsOf(machine),
    table: MATCHES_TABLE,
    bus,
    tokens: tokensRefusing(refused),
    logger,
    feed: createFeed(),
    engine: {
      draw: async (input) => draw(input),
      repair: async (input, teams, change) => repair(input, teams, change),
    },
    chance: strongChance('simulated'),
    playersService: playersOverHttps({ origin: 'https://players', fetch }),
  });
}

function tokensRefusing(refused: Set<string>) {
  return {
    verify: async () => undefined,
    remembered: () => undefined,
    refuse: (accountId: string) => void refused.add(accountId),
  };
}
