import type { SquadChangedData } from '@besteam/contracts/events';
import type { Member, Squad } from '../../domain/squad.ts';

/** The part of a squad's snapshot that matches live by. */
export function squadOfEvent(data: SquadChangedData): Squad {
  const { squadId, version, name, criteria, rules, players, members } = data;
  return {
    squadId,
    version,
    name,
    criteria: criteria.map(({ id, weight }) => ({ id, weight })),
    rules: { raters: rules.raters, numbers: rules.numbers },
    players: players.filter(({ archived }) => !archived).map(({ id, name, positions }) => ({ id, name, positions })),
    members: members.map(
      ({ accountId, role, playerId, displayName }): Member => ({ accountId, role, playerId, displayName }),
    ),
  };
}
