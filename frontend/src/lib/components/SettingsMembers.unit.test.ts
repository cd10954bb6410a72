// @vitest-environment happy-dom
import type { Member, RemovedMember } from '@besteam/contracts/players';
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { aSquad } from '../../../test/squad.ts';
import SettingsMembers from './SettingsMembers.svelte';

const AT = '2026-11-26T20:30:00Z';
const aMember = (number: number, other: Partial<Member> = {}): Member => ({
  accountId: `account-${number}`,
  role: 'member',
  kind: 'registered',
  displayName: `Friend ${number}`,
  joinedAt: AT,
  ...other,
});

/** A service with these members, a page of two at a time, that tells what it was asked for. */
function service(members: Member[], removed: RemovedMember[] = []) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (input: Request) => {
    const { pathname, searchParams } = new URL(input.url);
    if (input.method !== 'GET') {
      asked.push(`${input.method} ${pathname} ${await input.text()}`.trim());
      if (input.method === 'PATCH') removed.length = 0;
      return new Response(null, { status: 204 });
    }
    const from = Number(searchParams.get('cursor') ?? 0);
    const more = from + 2 < members.length ? { nextCursor: String(from + 2) } : {};
    return Response.json({ items: members.slice(from, from + 2), ...(from === 0 ? { removed } : {}), ...more });
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

function show(role: 'owner' | 'organiser' = 'owner') {
  const attempt = async (change: () => Promise<unknown>) => {
    await change();
    return true;
  };
  render(SettingsMembers, { squad: aSquad({ role }), attempt });
}

test('everybody is listed, however many pages they come in', async () => {
  service([1, 2, 3, 4, 5].map((number) => aMember(number)));
  show();
  await screen.findByText('Friend 5');
  expect(screen.getAllByText(/^Friend \d$/)).toHaveLength(5);
});

test('removing asks first, by the name the squad knows', async () => {
  const asked = service([aMember(1, { playerId: 'p1' })]);
  show();
  await fireEvent.click(await screen.findByText('Remove from the squad'));
  expect(screen.getByText('Remove Leo from the squad?').closest('dialog')?.open).toBe(true);
  expect(asked).toEqual([]);
  await fireEvent.click(screen.getByText('Yes, remove'));
  await waitFor(() => expect(asked).toEqual(['DELETE /api/players/v1/squads/squad/memberships/account-1']));
});

test('so does handing the squad over, which only who has an account is offered', async () => {
  const asked = service([aMember(1), aMember(2, { kind: 'guest', displayName: '' })]);
  show();
  await fireEvent.click(await screen.findByText('Hand the squad over'));
  expect(screen.getByText('Hand the squad over to Friend 1?').closest('dialog')?.open).toBe(true);
  expect(asked).toEqual([]);
  await fireEvent.click(screen.getByText('Yes, hand over'));
  const given = 'PUT /api/players/v1/squads/squad/owner {"accountId":"account-1"}';
  await waitFor(() => expect(asked).toEqual([given]));
});

test('who has no name at all is told apart by having no account', async () => {
  service([aMember(1, { kind: 'guest', displayName: '' })], [{ accountId: 'out', displayName: '', removedAt: AT }]);
  show();
  expect(await screen.findAllByText('Someone without an account')).toHaveLength(2);
  expect(screen.getByText('Remove this person from the squad?')).toBeDefined();
});

test('who was removed is named until the owner lets him in again', async () => {
  const asked = service([aMember(1)], [{ accountId: 'out', displayName: 'Leo', removedAt: AT }]);
  show();
  await screen.findByText('Who stays out');
  expect(screen.getByText('Leo').parentElement?.textContent).toMatch(/Since .*26/);
  await fireEvent.click(screen.getByText('Let in again'));
  await waitFor(() => expect(screen.queryByText('Who stays out')).toBeNull());
  expect(asked).toEqual(['PATCH /api/players/v1/squads/squad/memberships/out {"readmit":true}']);
});

test('an organiser, who could not let him in, is not shown him', async () => {
  service([aMember(1)], [{ accountId: 'out', displayName: 'Leo', removedAt: AT }]);
  show('organiser');
  await screen.findByText('Friend 1');
  expect(screen.queryByText('Who stays out')).toBeNull();
});
