import type { Member as MemberDto, Membership, RemovedMember } from '@besteam/contracts/players';
import { type Member, type RemovedAccount, roleOf, type Squad } from '../../domain/squad.ts';

/** What an account is in a squad, for itself. */
export function membershipDto(squad: Squad, accountId: string): Membership {
  const member = squad.members[accountId];
  return {
    squadId: squad.id,
    accountId,
    role: roleOf(squad, accountId) ?? 'member',
    ...(member?.playerId === undefined ? {} : { playerId: member.playerId }),
    ...(member?.request === undefined ? {} : { claimRequested: member.request.playerId }),
  };
}

/** A member, for those who look after the squad. */
export function memberDto(squad: Squad, member: Member): MemberDto {
  const { accountId, kind, displayName = '', playerId, joinedAt } = member;
  const role = roleOf(squad, accountId) ?? 'member';
  return { accountId, role, kind, displayName, joinedAt, ...(playerId === undefined ? {} : { playerId }) };
}

/** Somebody kept out, for those who look after the squad. */
export function removedMemberDto({ accountId, displayName = '', at }: RemovedAccount): RemovedMember {
  return { accountId, displayName, removedAt: at };
}
