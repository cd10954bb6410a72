// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { shareImage } from './teams-image.ts';

const teams = {
  title: 'Thursday',
  teams: [{ name: 'Team A', players: ['Ana', 'Leo'] }],
  evenness: 'Very even',
  signature: 'Drawn fairly with Besteam',
  link: 'https://besteam.example/s/1/matches/2',
};

afterEach(() => {
  vi.restoreAllMocks();
  Reflect.deleteProperty(document, 'fonts');
});

test('the teams are drawn also where the letters of the app cannot be had', async () => {
  const load = () => Promise.reject(new DOMException('no connection', 'NetworkError'));
  Object.defineProperty(document, 'fonts', { value: { load }, configurable: true });
  const pen = vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  await shareImage(teams);
  expect(pen).toHaveBeenCalledWith('2d');
});
