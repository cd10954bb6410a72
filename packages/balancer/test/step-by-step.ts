import { average } from './ballots.ts';

/** The formulas of the design, line by line, for one criterion. */
export function stepByStep(ids: string[], votes: Record<string, number>[]) {
  const all = votes.flatMap((sheet) => Object.values(sheet));
  const mu = average(all);
  const of = (id: string) => votes.flatMap((sheet, r) => (sheet[id] === undefined ? [] : [{ r, v: sheet[id] }]));
  const median = (list: number[]) => {
    const s = list.toSorted((a, b) => a - b);
    return ((s[Math.floor((s.length - 1) / 2)] ?? 0) + (s[Math.ceil((s.length - 1) / 2)] ?? 0)) / 2;
  };
  const q = new Map(
    ids.map((id) => [id, (of(id).length * median(of(id).map(({ v }) => v)) + mu) / (of(id).length + 1)]),
  );
  const b = votes.map(() => 0);
  const w = votes.map(() => 1);
  for (let round = 0; round < 5; round++) {
    for (const [r, sheet] of votes.entries()) {
      const errors = Object.entries(sheet).map(([id, v]) => v - (q.get(id) ?? 0));
      b[r] = errors.reduce((x, y) => x + y, 0) / (errors.length + 2);
      const squares = errors.reduce((x, y) => x + (y - (b[r] ?? 0)) ** 2, 0);
      w[r] = Math.min(1, 0.4 / ((1.2 + squares) / (errors.length + 3)));
    }
    for (const id of ids) {
      const weights = of(id).reduce((x, { r }) => x + (w[r] ?? 0), 1);
      q.set(id, of(id).reduce((x, { r, v }) => x + (w[r] ?? 0) * (v - (b[r] ?? 0)), mu) / weights);
    }
  }
  return Object.fromEntries(
    ids.map((id) => {
      const weights = of(id).reduce((x, { r }) => x + (w[r] ?? 0), 1);
      return [id, { level: q.get(id) ?? 0, uncertainty: Math.sqrt(0.4 / weights) }];
    }),
  );
}
