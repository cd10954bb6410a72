import { noSuchPlayer, requireRole } from './authority.ts';
import { type Refusal, refuse } from './refusal.ts';
import { activePlayer, claimantOf, type Member, roleOf, type Squad, withMember, withoutClaim } from './squad.ts';

/** A member says "I am this player". Where the squad approves claims, a plain member's becomes a request. */
export function claimPlayer(squad: Squad, by: string, playerId: string, at: string): Squad | Refusal {
  const member = squad.members[by];
  const refusal = requireRole(squad, by, 'member');
  if (refusal || !member) return refusal ?? noSuchPlayer();
  const player = activePlayer(squad, playerId);
  if (!player) return noSuchPlayer();
  if (member.playerId === playerId) return squad;
  if (member.playerId !== undefined) return alreadyClaiming();
  const claimant = claimantOf(squad, playerId);
  if (claimant) return refuse('player-claimed', `${player.name} is claimed by another member.`);
  if (squad.rules.approveClaims && roleOf(squad, by) === 'member') return withRequest(squad, member, playerId, at);
  return withMember(squad, { ...withoutClaim(member), playerId });
}

/** The claimant, an organiser or the owner frees a player. */
export function releasePlayer(squad: Squad, by: string, playerId: string): Squad | Refusal {
  const refusal = requireRole(squad, by, 'member');
  if (refusal) return refusal;
  if (!activePlayer(squad, playerId)) return noSuchPlayer();
  const claimant = claimantOf(squad, playerId);
  if (!claimant) return squad;
  if (claimant.accountId !== by && roleOf(squad, by) === 'member') {
    return refuse('forbidden', 'Only the claimant, an organiser or the owner may release a player.');
  }
  return withMember(squad, withoutClaim(claimant));
}

/** A member asks for a player whom somebody else claims, or whose claim needs approval. */
export function requestClaim(squad: Squad, by: string, playerId: string, at: string): Squad | Refusal {
  const member = squad.members[by];
  const refusal = requireRole(squad, by, 'member');
  if (refusal || !member) return refusal ?? noSuchPlayer();
  if (!activePlayer(squad, playerId)) return noSuchPlayer();
  if (member.playerId !== undefined) return alreadyClaiming();
  if (!squad.rules.approveClaims && !claimantOf(squad, playerId)) {
    return refuse('approval-not-needed', 'Nobody claims this player: simply claim it.');
  }
  return withRequest(squad, member, playerId, at);
}

/** An organiser accepts a request, which moves the claim, or declines it. */
export function answerClaimRequest(
  squad: Squad,
  by: string,
  answer: { playerId: string; accountId: string; accept: boolean },
): Squad | Refusal {
  const refusal = requireRole(squad, by, 'organiser');
  if (refusal) return refusal;
  const member = squad.members[answer.accountId];
  if (!member || member.request?.playerId !== answer.playerId) {
    return refuse('not-found', 'There is no such request to answer.');
  }
  const answered = withMember(squad, withoutClaim(member));
  return answer.accept ? moveClaim(answered, withoutClaim(member), answer.playerId) : answered;
}

function moveClaim(squad: Squad, to: Member, playerId: string): Squad {
  const claimant = claimantOf(squad, playerId);
  const freed = claimant ? withMember(squad, withoutClaim(claimant)) : squad;
  return withMember(freed, { ...to, playerId });
}

function withRequest(squad: Squad, member: Member, playerId: string, at: string): Squad {
  if (member.request?.playerId === playerId) return squad;
  return withMember(squad, { ...member, request: { playerId, at } });
}

function alreadyClaiming(): Refusal {
  return refuse('already-claiming', 'You are another player of this squad; let that one go first.');
}
