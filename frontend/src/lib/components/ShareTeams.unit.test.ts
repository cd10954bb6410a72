// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import ShareTeams from './ShareTeams.svelte';

const teams = {
  title: 'Thursday',
  teams: [
    { name: 'Team A', players: ['Ana', 'Leo'] },
    { name: 'Team B', players: ['Marta', 'Iker'] },
  ],
  evenness: 'Level gap 0.02',
  signature: 'Drawn fairly with Besteam',
  link: 'https://besteam.example/s/1/matches/2',
};

function clipboard() {
  const copied: string[] = [];
  const writeText = async (text: string) => void copied.push(text);
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  return copied;
}

test('the chat gets the teams as text, in one tap', () => {
  render(ShareTeams, { teams });
  const link = screen.getByRole('link', { name: 'Send by WhatsApp' });
  const text = new URL(link.getAttribute('href') ?? '').searchParams.get('text');
  expect(text).toContain('*Team A*\n• Ana\n• Leo');
  expect(text).toContain(teams.link);
  expect(link.getAttribute('rel')).toBe('noopener noreferrer');
});

test('text and link can be copied, and the button says so', async () => {
  const copied = clipboard();
  render(ShareTeams, { teams });
  await fireEvent.click(screen.getByRole('button', { name: 'Copy the link' }));
  expect(copied).toEqual([teams.link]);
  expect(await screen.findByRole('button', { name: 'Link copied' })).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'Copy as text' }));
  expect(copied[1]).toContain('• Marta');
});
