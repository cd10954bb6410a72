import { describe, expect, it } from 'vitest';
import { AT, aSquad } from '../../test/squad-builder.ts';
import { answerClaimRequest, claimPlayer, releasePlayer, requestClaim } from './claims.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { changeSettings } from './settings.ts';
import type { Squad } from './squad.ts';

const agreed = (decision: Squad | Refusal): Squad => {
  if (isRefusal(decision)) throw new Error(decision.detail);
  return decision;
};
const squad = aSquad({ members: 4, organisers: ['member-1'], players: ['Leo', 'Bea'] });
const approving = agreed(changeSettings(squad, 'owner', { rules: { approveClaims: true } }));

describe('a claim', () => {
  it('drops what the member had asked for', () => {
    const asked = agreed(requestClaim(approving, 'member-2', 'player-1', AT));
    const free = agreed(changeSettings(asked, 'owner', { rules: { approveClaims: false } }));
    const claimed = agreed(claimPlayer(free, 'member-2', 'player-0', AT));
    expect(claimed.members['member-2']).toMatchObject({ playerId: 'player-0' });
    expect(claimed.members['member-2']).not.toHaveProperty('request');
  });

  it('is nobody’s who is not in the squad, and repeated it changes nothing', () => {
    const strangers = { reason: 'not-found' };
    expect(claimPlayer(squad, 'stranger', 'player-0', AT)).toMatchObject(strangers);
    expect(releasePlayer(squad, 'stranger', 'player-0')).toMatchObject(strangers);
    expect(requestClaim(approving, 'stranger', 'player-0', AT)).toMatchObject(strangers);
    const claimed = agreed(claimPlayer(squad, 'member-2', 'player-0', AT));
    expect(claimPlayer(claimed, 'member-2', 'player-0', AT)).toBe(claimed);
    const asked = agreed(requestClaim(approving, 'member-2', 'player-0', AT));
    expect(requestClaim(asked, 'member-2', 'player-0', 'later')).toBe(asked);
  });

  it('needs no approval from those who could give it', () => {
    for (const by of ['owner', 'member-1']) {
      expect(agreed(claimPlayer(approving, by, 'player-0', AT)).members[by]?.playerId).toBe('player-0');
    }
    const asked = agreed(claimPlayer(approving, 'member-2', 'player-0', AT));
    expect(asked.members['member-2']).toMatchObject({ request: { playerId: 'player-0', at: AT } });
  });

  it('is released by whoever may, and by nobody else', () => {
    const claimed = agreed(claimPlayer(squad, 'member-2', 'player-0', AT));
    expect(releasePlayer(claimed, 'member-3', 'player-0')).toMatchObject({ reason: 'forbidden' });
    for (const by of ['member-2', 'member-1', 'owner']) {
      expect(agreed(releasePlayer(claimed, by, 'player-0')).members['member-2']).not.toHaveProperty('playerId');
    }
    expect(releasePlayer(squad, 'member-3', 'player-0')).toBe(squad);
  });
});

describe('a request', () => {
  const claimed = agreed(claimPlayer(squad, 'member-2', 'player-0', AT));
  const asked = agreed(requestClaim(claimed, 'member-3', 'player-0', AT));
  const answer = { accountId: 'member-3', playerId: 'player-0' };

  it('moves the claim when it is accepted', () => {
    const after = agreed(answerClaimRequest(asked, 'member-1', { ...answer, accept: true }));
    expect(after.members['member-3']).toMatchObject({ playerId: 'player-0' });
    expect(after.members['member-3']).not.toHaveProperty('request');
    expect(after.members['member-2']).not.toHaveProperty('playerId');
  });

  it('is gone when it is declined', () => {
    const after = agreed(answerClaimRequest(asked, 'member-1', { ...answer, accept: false }));
    expect(after.members['member-3']).not.toHaveProperty('request');
    expect(after.members['member-2']?.playerId).toBe('player-0');
  });

  it('is for one player at a time', () => {
    const other = agreed(claimPlayer(asked, 'member-1', 'player-1', AT));
    const moved = agreed(requestClaim(other, 'member-3', 'player-1', AT));
    expect(moved.members['member-3']?.request?.playerId).toBe('player-1');
    expect(answerClaimRequest(moved, 'owner', { ...answer, accept: true })).toMatchObject({ reason: 'not-found' });
  });

  it('is answered by organisers alone', () => {
    expect(answerClaimRequest(asked, 'member-2', { ...answer, accept: true })).toMatchObject({ reason: 'forbidden' });
    expect(answerClaimRequest(asked, 'nobody', { ...answer, accept: true })).toMatchObject({ reason: 'not-found' });
  });
});
