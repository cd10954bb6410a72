// @vitest-environment happy-dom
import type { AttendanceStatus, Match } from '@besteam/contracts/matches';
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import PlanInSquad from '../../../test/PlanInSquad.svelte';
import { aSquad, drawnMatch } from '../../../test/squad.ts';

afterEach(() => vi.unstubAllGlobals());

function planned(status?: AttendanceStatus): Match {
  const { draw: _none, ...match } = drawnMatch(1);
  const attendance = status ? [{ playerId: 'p0', status, answeredAt: match.createdAt }] : [];
  return { ...match, status: 'planned', draws: [], attendance };
}

/** Ana looks at the plan; the service answers when the test says. */
function show() {
  const asked: { status: AttendanceStatus; answer: (response: Response) => void }[] = [];
  vi.stubGlobal('fetch', async (input: Request) => {
    const { status } = (await input.json()) as { status: AttendanceStatus };
    return new Promise<Response>((answer) => asked.push({ status, answer }));
  });
  const props = { squad: aSquad({ playerId: 'p0' }), squadId: 'squad', match: planned() };
  const shown: (AttendanceStatus | undefined)[] = [];
  const put = (match: Match) => {
    shown.push(match.attendance[0]?.status);
    void rerender({ match });
  };
  const { rerender } = render(PlanInSquad, { ...props, put });
  /** Lets the question of this number through, once it has come. */
  const answer = async (number: number, response?: Response) => {
    await expect.poll(() => asked.length).toBeGreaterThanOrEqual(number);
    const question = asked[number - 1];
    question?.answer(response ?? Response.json(planned(question.status)));
  };
  return { asked, answer, shown };
}

/** After what was asked at the same time has been answered. */
const slowly = (answer: () => Promise<void>) => new Promise((wait) => setTimeout(wait, 60)).then(answer);
const tap = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const chosen = () => screen.queryByRole('button', { pressed: true })?.textContent?.trim();
const refusal = () => Response.json({ type: 'https://besteam.example/problems/called-off' }, { status: 409 });

test('of two answers the one tapped last stands, though the one before it takes longer', async () => {
  const { asked, answer, shown } = show();
  await tap('I’m in');
  const second = tap('I’m out').then(() => answer(2));
  await expect.poll(() => asked).not.toEqual([]);
  await slowly(() => answer(1));
  await second;
  await expect.poll(() => shown).toHaveLength(2);
  expect(shown).toEqual(['in', 'out']);
  await expect.poll(chosen).toBe('I’m out');
});

test('a refusal is told where the thumb is, in the dock, and an answer after it is sent all the same', async () => {
  const { answer } = show();
  await tap('I’m in');
  await tap('Maybe');
  await answer(1, refusal());
  expect((await screen.findByRole('alert')).parentElement?.className).toContain('dock');
  await answer(2);
  await waitFor(() => expect(chosen()).toBe('Maybe'));
  expect(screen.getByRole('alert')).toBeTruthy();
});

test('where there is nothing to do there is no dock', () => {
  show();
  expect(document.querySelector('.dock')?.textContent).toBe('');
});
