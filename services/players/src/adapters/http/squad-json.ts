import type { Squad as SquadDto } from '@besteam/contracts/players';
import type { SquadWithActivity } from '../../application/ports.ts';
import { type Role, roleOf } from '../../domain/squad.ts';
import { meDto, squadDto } from './squad-dto.ts';

/** What members of the same role read alike, by the squad they read; goes when the cache lets go of the squad. */
const shared = new WeakMap<SquadWithActivity, Partial<Record<Role, string>>>();

/**
 * A squad as JSON for one of its members. Reading a squad is what the service does most: all but `me` is written once
 * for each role.
 */
export function squadJson(found: SquadWithActivity, accountId: string): string {
  const role = roleOf(found.squad, accountId) ?? 'member';
  const written = shared.get(found) ?? {};
  if (written[role] === undefined) shared.set(found, written);
  written[role] ??= withoutMe(squadDto(found, accountId));
  return `${written[role]},"me":${JSON.stringify(meDto(found.squad, accountId))}}`;
}

function withoutMe({ me: _, ...rest }: SquadDto): string {
  return JSON.stringify(rest).slice(0, -1);
}
