/** When each name is dealt to its team, in ms from the start; the whole show takes 1.6 s at most. */
export type Dealing = { steps: { team: number; player: string; at: number }[]; shuffleUntil: number; ends: number };

const shuffleMs = 320;
const settleMs = 260;
const wholeMs = 1600;
const slowestStepMs = 90;

/** Deals the way bibs are dealt: one to each team in turn. */
export function dealing(teams: string[][]): Dealing {
  const rounds = Math.max(0, ...teams.map((team) => team.length));
  const order = Array.from({ length: rounds }, (_, round) =>
    teams.flatMap((team, index) => {
      const player = team[round];
      return player === undefined ? [] : [{ team: index, player }];
    }),
  ).flat();
  const step = Math.min(slowestStepMs, (wholeMs - shuffleMs - settleMs) / Math.max(1, order.length));
  const steps = order.map((dealt, index) => ({ ...dealt, at: shuffleMs + index * step }));
  return { steps, shuffleUntil: shuffleMs, ends: shuffleMs + order.length * step + settleMs };
}
