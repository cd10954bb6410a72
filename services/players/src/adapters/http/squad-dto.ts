import type { Squad as SquadDto } from '@besteam/contracts/players';
import type { SquadWithActivity } from '../../application/ports.ts';
import { claimsOf, isArchived, roleOf, type Squad } from '../../domain/squad.ts';
import { claimRequestDto } from './claim-request-dto.ts';

/** The squad as one of its members may see it. */
export function squadDto({ squad, activity }: SquadWithActivity, accountId: string): SquadDto {
  const { id, name, sport, code, ownerId, criteria, rules, version } = squad;
  const role = roleOf(squad, accountId) ?? 'member';
  return {
    id,
    name,
    sport,
    code,
    ownerId,
    criteria: [...criteria],
    rules,
    players: playersDto(squad),
    ...(role === 'owner' ? { archivedPlayers: archivedDto(squad) } : {}),
    ...(role === 'member' ? {} : { claimRequests: claimRequestsDto(squad) }),
    me: meDto(squad, accountId),
    version,
    activity,
  };
}

/** What the caller is in the squad. */
export function meDto(squad: Squad, accountId: string): SquadDto['me'] {
  const member = squad.members[accountId];
  return {
    role: roleOf(squad, accountId) ?? 'member',
    ...(member?.playerId === undefined ? {} : { playerId: member.playerId }),
    ...(member?.request === undefined ? {} : { claimRequested: member.request.playerId }),
  };
}

export function playersDto(squad: Squad): SquadDto['players'] {
  const claims = claimsOf(squad);
  return squad.players.flatMap((player) => {
    const { id, name, positions } = player;
    return isArchived(player) ? [] : [{ id, name, positions: [...positions], claimed: claims.has(id) }];
  });
}

function archivedDto(squad: Squad): SquadDto['archivedPlayers'] {
  return squad.players.filter(isArchived).map(({ id, name }) => ({ id, name }));
}

function claimRequestsDto(squad: Squad): SquadDto['claimRequests'] {
  return Object.values(squad.members).flatMap((member) => claimRequestDto(member) ?? []);
}
