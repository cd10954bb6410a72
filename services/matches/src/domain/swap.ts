import { swapPreview } from '@besteam/balancer';
import { evennessOf } from './evenness.ts';
import type { CurrentDraw, Evenness, Match } from './match.ts';
import { teamsAreFixed } from './permission.ts';
import { type Refusal, refuse } from './refusal.ts';

export interface SwapOutlook {
  a: string;
  b: string;
  gap: number;
  evenness: Evenness;
}

const grades: Evenness[] = ['as-even-as-it-gets', 'very-even', 'even'];

/**
 * Every swap of two players of different teams, best first. Where numbers are withheld the order within a grade says
 * nothing: sorted by gap it would rank everybody.
 */
export function swapOutlooks(draw: CurrentDraw, open: boolean): SwapOutlook[] {
  const swaps = swapPreview(draw.input, draw.teams).map(({ a, b, gap }) => {
    return { a, b, gap, evenness: evennessOf(gap, draw.certificate) };
  });
  if (open) return swaps;
  const neutral = swaps.map((swap) => (swap.a < swap.b ? swap : { ...swap, a: swap.b, b: swap.a }));
  return neutral.sort(
    (x, y) => grades.indexOf(x.evenness) - grades.indexOf(y.evenness) || (`${x.a}${x.b}` < `${y.a}${y.b}` ? -1 : 1),
  );
}

/** The match after two players changed places by somebody's hand; rules are that person's business now. */
export function swapped(match: Match, a: string, b: string): Match | Refusal {
  const { draw } = match;
  if (!draw) return refuse('not-drawn', 'There are no teams yet.');
  const refusal = teamsAreFixed(match);
  if (refusal) return refusal;
  const strangers = Object.entries({ a, b }).filter(([, id]) => !draw.teams.flat().includes(id));
  if (strangers.length > 0) {
    const errors = strangers.map(([field]) => ({ path: `body/${field}`, message: 'does not play' }));
    return refuse('impossible-swap', 'Only those who play can be swapped.', errors);
  }
  if (draw.teams.some((team) => team.includes(a) && team.includes(b))) {
    return refuse('impossible-swap', 'These two are in the same team.', [
      { path: 'body/b', message: 'is in the same team' },
    ]);
  }
  const teams = draw.teams.map((team) => team.map((id) => (id === a ? b : id === b ? a : id)));
  return withTeams(match, draw, teams);
}

/** The match with teams nobody drew. */
function withTeams(match: Match, draw: CurrentDraw, teams: string[][]): Match {
  const means = meansOf(draw, teams);
  const compared = draw.input.balance === 'totals' ? totalsOf(draw, teams) : means;
  const gap = (Math.round(Math.max(...compared) * 1e6) - Math.round(Math.min(...compared) * 1e6)) / 1e6;
  const evenness = evennessOf(gap, draw.certificate);
  return {
    ...match,
    draw: { ...draw, teams, means, gap, evenness, adjusted: true },
    draws: withLastAdjusted(match),
  };
}

export function withLastAdjusted({ draws }: Match): Match['draws'] {
  return draws.map((past, index) => (index === draws.length - 1 ? { ...past, adjusted: true } : past));
}

function meansOf(draw: CurrentDraw, teams: string[][]): number[] {
  return hundredthsOf(draw, teams).map((sum, team) => sum / (teams[team]?.length ?? 1) / 100);
}

function totalsOf(draw: CurrentDraw, teams: string[][]): number[] {
  return hundredthsOf(draw, teams).map((sum) => sum / 100);
}

function hundredthsOf({ input }: CurrentDraw, teams: string[][]): number[] {
  const levels = new Map(input.players.map(({ id, level }) => [id, Math.round(level * 100)]));
  return teams.map((team) => team.reduce((sum, id) => sum + (levels.get(id) ?? 0), 0));
}
