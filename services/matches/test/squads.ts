import type { SquadChangedData } from '@besteam/contracts/events';
import { newId } from '@besteam/service-kit';

/** A squad as the players service tells of it; tests change it and tell again. */
export type SquadSketch = SquadChangedData;

export interface SketchOptions {
  players?: number;
  /** How many members claim a player, the first ones first; the owner is the first member. Default: all of them. */
  claims?: number;
  members?: number;
  rules?: Partial<SquadSketch['rules']>;
  criteria?: SquadSketch['criteria'];
}

/** A squad of its own for a test: an owner, an organiser, members. */
export function sketchSquad(options: SketchOptions = {}): SquadSketch {
  const { players: playerCount = 10, members: memberCount = 5, claims = memberCount, rules = {} } = options;
  const players = Array.from({ length: playerCount }, (_, i) => ({
    id: newId(),
    name: `Player ${i + 1}`,
    positions: i < 2 ? ['goalkeeper'] : [],
    archived: false,
  }));
  const members = Array.from({ length: memberCount }, (_, i): SquadSketch['members'][number] => {
    const claimed = i < claims ? players[i]?.id : undefined;
    return {
      accountId: newId(),
      role: i === 0 ? 'owner' : i === 1 ? 'organiser' : 'member',
      kind: i === 0 ? 'registered' : 'guest',
      displayName: `Member ${i + 1}`,
      ...(claimed === undefined ? {} : { playerId: claimed }),
    };
  });
  return {
    squadId: newId(),
    version: 1,
    name: 'Thursday futsal',
    sport: 'futsal',
    ownerId: members[0]?.accountId ?? newId(),
    criteria: options.criteria ?? [{ id: 'level', name: 'Level', weight: 1 }],
    rules: { raters: 'players', numbers: 'shown', approveClaims: false, ...rules },
    players,
    members,
  };
}

export function playerIdsOf(squad: SquadSketch): string[] {
  return squad.players.filter(({ archived }) => !archived).map(({ id }) => id);
}
