import { expect, it } from 'vitest';
import { isJoinCode, readJoinCode } from './join-code.ts';

it('reads a code however it is typed, and out of a whole link', () => {
  expect(['K7QXW2MB', ' k7qx w2mb ', 'k7qx-w2mb', 'https://besteam.test/join/K7QXW2MB/'].map(readJoinCode)).toEqual(
    Array(4).fill('K7QXW2MB'),
  );
});

it('knows when a code is not complete', () => {
  expect(isJoinCode(readJoinCode('K7QX'))).toBe(false);
  expect(isJoinCode(readJoinCode('K7QXW2MB'))).toBe(true);
});
