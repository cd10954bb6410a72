import { createRequire } from 'node:module';
import type { LegacyHighs } from 'highs';

/** The package's types do not describe its default export to native modules. */
const loadHighs: () => Promise<LegacyHighs> = createRequire(import.meta.url)('highs');

/** Seconds after which HiGHS gives up on one squad. */
const TIME_LIMIT = 10;

/** The same problem as a mixed-integer programme, solved by HiGHS; the gap in levels, or undefined when it ran out of time. */
export async function highsSolver(): Promise<(levels: readonly number[], teams: number) => number | undefined> {
  const highs = await loadHighs();
  return (levels, teams) => {
    const solution = highs.solve(programme(levels, teams), { time_limit: TIME_LIMIT, mip_rel_gap: 0, mip_abs_gap: 0 });
    return solution.Status === 'Optimal' ? solution.ObjectiveValue / 100 : undefined;
  };
}

/** CPLEX LP format: x_p_t = 1 when player p is in team t; `high` and `low` bound all means; the first player's team is given. */
function programme(levels: readonly number[], teams: number): string {
  const players = levels.map((_, p) => p);
  const all = Array.from({ length: teams }, (_, t) => t);
  const size = (t: number) => Math.floor(levels.length / teams) + (t < levels.length % teams ? 1 : 0);
  const rows = [
    ...players.map((p) => `${all.map((t) => `x${p}_${t}`).join(' + ')} = 1`),
    ...all.map((t) => `${players.map((p) => `x${p}_${t}`).join(' + ')} = ${size(t)}`),
    ...all.flatMap((t) => {
      const mean = players.map((p) => `${((levels[p] ?? 0) / size(t)).toFixed(9)} x${p}_${t}`).join(' + ');
      return [`${mean} - high <= 0`, `${mean} - low >= 0`];
    }),
  ];
  const binaries = players.flatMap((p) => all.map((t) => `x${p}_${t}`)).join(' ');
  return `Minimize\n high - low\nSubject To\n${rows.map((row) => ` ${row}`).join('\n')}\nBinary\n ${binaries}\nEnd\n`;
}
