import { expect, it } from 'vitest';
import { squad } from '../bench/squads.ts';
import { layOut } from '../src/layout.ts';
import { isRefusal, readProblem } from '../src/problem.ts';
import { seededRandom } from '../src/random.ts';
import { fromLevels } from '../src/shape.ts';
import { solve } from '../src/solve.ts';
import { gapOf } from '../src/task.ts';

it('of a fair set that is too large to draw from in time, the widest part that can be listed is drawn from', () => {
  const problem = readProblem({ players: squad('ordinary', 30, 1), teams: 10 });
  const layout = isRefusal(problem) ? undefined : layOut(problem, []);
  if (isRefusal(problem) || !layout) throw new Error('refused');
  const task = { values: problem.values, layout, shape: problem.shape, budget: { left: 1e6 } };
  const solution = solve(task);
  const wanted = fromLevels(problem.shape, 0.05);
  const fair = solution?.fairSet(wanted);
  task.budget.left = 1e5;
  const drawn = fair?.pick(seededRandom('s'), () => true);
  expect([wanted, solution?.optimum.gap, fair?.exact]).toEqual([15, 9, false]);
  expect(drawn).toMatchObject({ limit: 9, picking: 'uniform among all, listed' });
  expect(gapOf(task, drawn?.teams ?? [])).toBe(9);
});
