import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Person } from '../../standalone/test/people.ts';
import type { Words } from './words.ts';

export const NAMES = [
  'Ana',
  'Leo',
  'Marta',
  'Iker',
  'Lucía',
  'Hugo',
  'Sara',
  'Nico',
  'Carmen',
  'Pablo',
  'Elena',
  'Dani',
  'Julia',
  'Óscar',
];

/** The list as it comes out of a group chat. */
export const PASTED = NAMES.map((name, index) => `${index + 1}. ${name} ✅`).join('\n');

/** J1, from the landing page to the invitation; answers the link that is shared. */
export async function createSquad(page: Page, says: Words, pasted = PASTED, count = NAMES.length): Promise<string> {
  await page.goto('/');
  await page.getByRole('link', { name: says('landing_create') }).click();
  await page.getByLabel(says('field_name')).fill('Ana');
  await page.getByRole('button', { name: says('continue_') }).click();
  await page.getByLabel(says('field_email')).fill(`${randomUUID()}@example.org`);
  await page.getByRole('button', { name: says('continue_') }).click();
  await page.getByLabel(says('field_password'), { exact: true }).fill('five-a-side-on-thursdays');
  await page.getByRole('button', { name: says('sign_up_action') }).click();
  await page.getByLabel(says('new_squad_name')).fill('Jueves a las nueve');
  await page.getByRole('button', { name: says('new_squad_continue') }).click();
  await page.getByLabel(says('new_players_label')).fill(pasted);
  await page.getByRole('button', { name: says('new_squad_create', { count }) }).click();
  await expect(page.getByRole('heading', { name: says('invite_title') })).toBeVisible();
  const code = await page.getByTestId('join-code').getAttribute('data-code');
  return new URL(`/join/${code}`, page.url()).href;
}

/** J2, its first half: somebody without an account says who he is. */
export async function joinAs(page: Page, says: Words, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('button', { name: says('join_confirm', { name }) }).click();
  await expect(page).toHaveURL(/\/s\//);
}

/** J2, its second half: rates everybody with the keyboard's numbers. */
export async function rateEverybody(page: Page, says: Words, level: (index: number) => number): Promise<void> {
  const meters = page.getByRole('slider');
  await expect(meters).toHaveCount(NAMES.length - 1);
  for (const [index, meter] of (await meters.all()).entries()) {
    await meter.focus();
    await meter.press(String(level(index)));
  }
  await expect(page.getByTestId('rate-progress')).toHaveText(
    says('rate_progress', { done: NAMES.length - 1, total: NAMES.length - 1 }),
  );
  await expect(page.getByText(says('rate_saved'), { exact: true })).toBeVisible();
}

/** Somebody with an account comes in through the front door; ends on his squads, or where `next` says. */
export async function signIn(
  page: Page,
  says: Words,
  credentials: Person['credentials'],
  next = '/squads',
): Promise<void> {
  if (!credentials) throw new Error('a guest has no password to sign in with');
  await page.goto(`/sign-in?next=${encodeURIComponent(new URL(next, 'https://localhost').pathname)}`);
  await page.getByLabel(says('field_email')).fill(credentials.email);
  await page.getByRole('button', { name: says('continue_') }).click();
  await page.getByLabel(says('field_password'), { exact: true }).fill(credentials.password);
  await page.getByRole('button', { name: says('sign_in_action') }).click();
  await expect(page).toHaveURL(new RegExp(`${new URL(next, 'https://localhost').pathname}$`));
}

/** The names on the pitch, team by team. */
export async function teamsOn(page: Page): Promise<string[][]> {
  const pitch = page.getByTestId('pitch');
  await expect(pitch.getByRole('listitem')).not.toHaveCount(0);
  const teams = await pitch.getByRole('list').all();
  const lists = await Promise.all(teams.map((team) => team.getByRole('listitem').allInnerTexts()));
  return lists.map((list) => list.map((text) => text.split('\n').at(-1)?.trim() ?? '').sort());
}

/** What a button hands over as a file. */
export async function downloaded(page: Page, button: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return readFile(await download.path());
}

/** Somebody in the settings' list of members. */
export function member(page: Page, name: string): Locator {
  return page
    .getByRole('listitem')
    .filter({ has: page.getByRole('group') })
    .filter({ hasText: name });
}

/** Shows what can be done with a member. */
export async function openMember(page: Page, name: string): Promise<void> {
  await member(page, name).locator('summary').click();
}

/** What swapping two players would do to the gap, in words with a number. */
export const gapAfter = (says: Words, a: string, b: string): RegExp =>
  new RegExp(`${says('swap_would', { a, b, now: '.+', gap: '\\d' })}|${says('swap_would_stay', { a, b, gap: '\\d' })}`);
