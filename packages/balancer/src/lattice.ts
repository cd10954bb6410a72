import { factor, mass, type Shape } from './shape.ts';

/**
 * Divisibility bound: all sums of teams of n players are congruent modulo the greatest common divisor of the level
 * differences, so the team values lie on a lattice and can, mostly, not all equal their mean. No split, with or without rules,
 * has a smaller gap than the smallest the lattice allows.
 */
export function latticeBound(values: readonly number[], shape: Shape): number {
  const [origin = 0] = values;
  const total = values.reduce((sum, value) => sum + value, 0);
  // Where all are level, any step will do.
  const step = values.reduce((divisor, value) => gcd(divisor, Math.abs(value - origin)), 0) || 1;
  const smalls = { count: shape.teams - shape.big, size: shape.small };
  const bigs = { count: shape.big, size: shape.small + 1 };
  const kinds = [smalls, bigs].filter(({ count }) => count > 0);
  const grids = kinds.map(({ count, size }) => {
    const weight = factor(shape, size);
    return { count, weight, origin: origin * size * weight, step: step * weight };
  });
  const masses = kinds.reduce((sum, { count, size }) => sum + count * mass(shape, size), 0);
  const mean = (total * shape.scale) / masses;
  let best = Infinity;
  // The lowest team lies on a grid point at or below the mean; far below, the gap alone exceeds one step of each grid.
  for (const { origin, step } of grids) {
    for (let i = Math.floor((mean - origin) / step); mean - (origin + i * step) < best; i--) {
      best = Math.min(best, climb(grids, origin + i * step, total));
    }
  }
  return best;
}

interface Grid {
  readonly count: number;
  readonly weight: number;
  readonly origin: number;
  readonly step: number;
}

/** Smallest gap with no team below `floor`: every team on its lowest point, then steps up where they cost least. */
function climb(grids: readonly Grid[], floor: number, total: number): number {
  const teams = grids.flatMap(({ count, weight, origin, step }) => {
    const value = origin + Math.ceil((floor - origin) / step) * step;
    return Array.from({ length: count }, () => ({ value, step, weight }));
  });
  let missing = total - teams.reduce((sum, { value, weight }) => sum + value / weight, 0);
  if (missing < 0) return Infinity;
  while (missing > 0) {
    const next = teams.reduce((a, b) => (b.value + b.step < a.value + a.step ? b : a));
    next.value += next.step;
    missing -= next.step / next.weight;
  }
  return Math.max(...teams.map(({ value }) => value)) - floor;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
