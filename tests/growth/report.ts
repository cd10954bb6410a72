import type { Cost } from './measure.ts';

type Row = [what: string, tell: (cost: Cost) => string];

const TIMES: Row[] = [
  ['p50 ms', ({ p50 }) => p50.toFixed(1)],
  ['p95 ms', ({ p95 }) => p95.toFixed(1)],
];
const ON_DYNAMODB: Row[] = [
  ['calls of DynamoDB', ({ storeCalls }) => storeCalls.toFixed(1)],
  ['its units read + written', ({ readUnits, writeUnits }) => `${readUnits.toFixed(1)} + ${writeUnits.toFixed(1)}`],
];
const ON_POSTGRES: Row[] = [['pages of PostgreSQL', ({ pages }) => pages.toFixed(1)]];

export interface Measured {
  /** Squads stored. */
  size: number;
  /** Of each operation. */
  costs: Cost[];
}

/** A row for each operation and figure, a column for each size. */
export function table(operations: string[], measured: Measured[]): string {
  const head = ['operation', '', ...measured.map(({ size }) => `${size.toLocaleString('en')} stored`)];
  const rows = operations.flatMap((name, index) =>
    [...TIMES, ...(name.includes('sessions') ? ON_POSTGRES : ON_DYNAMODB)].map(([what, tell]) => [
      name,
      what,
      ...measured.flatMap(({ costs }) => costs.slice(index, index + 1).map(tell)),
    ]),
  );
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
