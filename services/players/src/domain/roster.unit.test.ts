import { describe, expect, it } from 'vitest';
import { AT, aSquad } from '../../test/squad-builder.ts';
import { LIMITS } from './limits.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { addPlayers, archivePlayer, changePlayer } from './roster.ts';
import { changeSettings, replaceCode } from './settings.ts';
import type { Squad } from './squad.ts';

const agreed = (decision: Squad | Refusal): Squad => {
  if (isRefusal(decision)) throw new Error(decision.detail);
  return decision;
};
const numbered = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({ id: `id-${from + index}`, name: `Player ${from + index}` }));

describe('the roster', () => {
  it('has room for 60 players, and for 500 with the removed ones', () => {
    let squad = agreed(addPlayers(aSquad(), 'owner', numbered(LIMITS.players)));
    expect(addPlayers(squad, 'owner', numbered(1, 60))).toMatchObject({ reason: 'too-many-players' });
    for (let ever = LIMITS.players; ever < LIMITS.playersEver; ever += 1) {
      squad = agreed(archivePlayer(squad, 'owner', `id-${ever - LIMITS.players}`, AT));
      squad = agreed(addPlayers(squad, 'owner', numbered(1, ever)));
    }
    squad = agreed(archivePlayer(squad, 'owner', 'id-499', AT));
    const beyond = addPlayers(squad, 'owner', numbered(1, 500));
    expect(beyond).toMatchObject({ reason: 'too-many-players', detail: expect.stringContaining('500') });
  });

  it('restores nobody into a full squad, and into one with room for one', () => {
    const full = agreed(addPlayers(aSquad(), 'owner', numbered(LIMITS.players)));
    const gone = agreed(archivePlayer(full, 'owner', 'id-7', AT));
    expect(changePlayer(gone, 'owner', 'id-7', { archived: false })).toMatchObject({ players: full.players });
    const refilled = agreed(addPlayers(gone, 'owner', numbered(1, 60)));
    expect(changePlayer(refilled, 'owner', 'id-7', { archived: false })).toMatchObject({ reason: 'too-many-players' });
    expect(changePlayer(refilled, 'owner', 'id-7', { name: 'Leo' })).not.toMatchObject({ kind: 'refused' });
    expect(changePlayer(refilled, 'owner', 'id-8', { name: 'Leo' })).not.toMatchObject({ kind: 'refused' });
  });

  it('knows no player who was never in it, and gives a new one no positions', () => {
    const squad = agreed(addPlayers(aSquad(), 'owner', numbered(2)));
    expect(squad.players.map(({ positions }) => positions)).toEqual([[], []]);
    expect(changePlayer(squad, 'owner', 'stranger', { name: 'Leo' })).toMatchObject({ reason: 'not-found' });
    expect(archivePlayer(squad, 'owner', 'stranger', AT)).toMatchObject({ reason: 'not-found' });
    const renamed = agreed(changePlayer(squad, 'owner', 'id-1', { name: 'Leo' }));
    expect(renamed.players.map(({ name }) => name)).toEqual(['Player 0', 'Leo']);
  });

  it('names every name that is taken, within the request too', () => {
    const squad = aSquad({ players: ['José'] });
    const added = ['Eva', 'JOSE', 'eva '].map((name, index) => ({ id: `new-${index}`, name }));
    expect(addPlayers(squad, 'owner', added)).toMatchObject({
      reason: 'name-taken',
      errors: [
        { path: 'body/players/1/name', message: 'there is another JOSE' },
        { path: 'body/players/2/name', message: 'there is another eva' },
      ],
    });
  });

  it('takes a repeated request for what it was, and another with its ids for a reused key', () => {
    const squad = agreed(addPlayers(aSquad(), 'owner', numbered(2), 'hash'));
    expect(addPlayers(squad, 'owner', numbered(2), 'hash')).toBe(squad);
    expect(addPlayers(squad, 'owner', numbered(2), 'other')).toMatchObject({ reason: 'idempotency-key-reused' });
  });

  it('keeps what a change does not name', () => {
    const [leo] = agreed(
      addPlayers(aSquad(), 'owner', [{ id: 'leo', name: 'Leo', positions: ['goalkeeper'] }]),
    ).players;
    const squad = { ...aSquad(), players: leo ? [leo] : [] };
    expect(agreed(changePlayer(squad, 'owner', 'leo', { name: 'Leonardo' })).players).toEqual([
      { id: 'leo', name: 'Leonardo', positions: ['goalkeeper'] },
    ]);
    expect(agreed(changePlayer(squad, 'owner', 'leo', { positions: [] })).players).toEqual([
      { id: 'leo', name: 'Leo', positions: [] },
    ]);
  });

  it('lets a removed player be renamed without bringing him back', () => {
    const squad = agreed(archivePlayer(aSquad({ players: ['Leo', 'Bea'] }), 'owner', 'player-0', AT));
    const renamed = agreed(changePlayer(squad, 'owner', 'player-0', { name: 'Bea' }));
    expect(renamed.players[0]).toMatchObject({ name: 'Bea', archivedAt: AT });
    expect(changePlayer(renamed, 'owner', 'player-0', { archived: false })).toMatchObject({ reason: 'name-taken' });
  });

  it('frees the claim and drops the requests for a player who is removed, and touches no others', () => {
    const squad = aSquad({ members: 4, players: ['Leo', 'Bea'] });
    const claims = { 'member-1': { playerId: 'player-0' }, 'member-2': { playerId: 'player-1' } };
    const members = Object.fromEntries(
      Object.entries(squad.members).map(([id, member]) => [id, { ...member, ...claims[id as keyof typeof claims] }]),
    );
    const after = agreed(archivePlayer({ ...squad, members }, 'owner', 'player-0', AT));
    expect(after.members['member-1']).not.toHaveProperty('playerId');
    expect(after.members['member-2']?.playerId).toBe('player-1');
    expect(archivePlayer(after, 'owner', 'player-0', AT)).toBe(after);
  });
});

describe('settings', () => {
  it('are the owner’s, change by name, and keep the rest', () => {
    const squad = aSquad({ members: 2 });
    const after = agreed(changeSettings(squad, 'owner', { sport: 'padel', rules: { raters: 'anyone' } }));
    expect(after).toMatchObject({
      name: squad.name,
      sport: 'padel',
      criteria: squad.criteria,
      rules: { raters: 'anyone', numbers: 'shown', approveClaims: false },
    });
    expect(changeSettings(squad, 'member-1', { name: 'Mine' })).toMatchObject({ reason: 'forbidden' });
    expect(replaceCode(squad, 'member-1', 'BBBBBBBB')).toMatchObject({ reason: 'forbidden' });
    expect(replaceCode(squad, 'owner', 'BBBBBBBB')).toMatchObject({ code: 'BBBBBBBB' });
  });
});
