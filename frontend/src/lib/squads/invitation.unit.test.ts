import { expect, it } from 'vitest';
import { invitation } from './invitation.ts';
import { readJoinCode } from './join-code.ts';

it('calls in to the squad, or to what is to be seen there, and can be pasted as a code', () => {
  const match = invitation('K7QXW2MB', '/s/squad/matches/match');
  expect(invitation('K7QXW2MB')).toBe('https://besteam.example/join/K7QXW2MB');
  expect(match).toBe('https://besteam.example/join/K7QXW2MB?next=/s/squad/matches/match');
  expect(readJoinCode(match)).toBe('K7QXW2MB');
});
