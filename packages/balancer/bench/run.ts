import { readFileSync, writeFileSync } from 'node:fs';
import { draw, ENGINE } from '../src/index.ts';
import { seededRandom } from '../src/random.ts';
import type { Player, Rule } from '../src/types.ts';
import { highsSolver } from './highs.ts';
import { machine, milliseconds, quantile, table, timed } from './measure.ts';
import { gapOf, METHODS } from './methods.ts';
import { optimumOf } from './optimum.ts';
import { HARD_KINDS, squad } from './squads.ts';

/** Rows of the comparison; HiGHS takes minutes for the larger ones. */
const SIZES = [
  [10, 2],
  [14, 2],
  [22, 2],
  [30, 2],
  [15, 3],
  [20, 4],
  [24, 6],
  [24, 8],
  [25, 5],
  [30, 6],
  [30, 3],
  [28, 4],
  [30, 5],
  [100, 10],
] as const;
const HIGHS_SIZES = new Set(['10,2', '14,2', '22,2', '15,3', '20,4']);
const SQUADS = 100;
const HIGHS_SQUADS = 5;
const DOCUMENT = new URL('../../../docs/benchmarks.md', import.meta.url);
const TITLE = '## The draw engine';

const sections = [
  `Engine ${ENGINE}, measured ${new Date().toISOString().slice(0, 10)} with \`npm run bench:balancer\` on ${machine()}. Times in ms of processor time, one warm thread, the shortest of three runs of each squad (of one for HiGHS).`,
  ours(),
  await comparison(),
  hard(),
  ruled(),
];
const text = `${TITLE}\n\n${sections.join('\n\n')}`;
console.log(text);
writeFileSync(DOCUMENT, inserted(text));

function levelsOf(players: Player[]): number[] {
  return players.map(({ level }) => Math.round(100 * level));
}

function ours(): string {
  const rows = SIZES.map(([size, teams]) => {
    const squads = Array.from({ length: SQUADS }, (_, number) => squad('ordinary', size, number));
    const round = () =>
      squads.map((players, number) => ({
        proof: timed(() => optimumOf(players, teams)),
        draw: timed(() => draw({ players, teams, seed: `${number}` })),
      }));
    round();
    const runs = round();
    const of = (times: number[]) => `${milliseconds(quantile(times, 0.5))} / ${milliseconds(quantile(times, 0.99))}`;
    const proven = runs.filter(({ draw: { result } }) => result.kind === 'draw' && result.proven).length;
    const gaps = runs.map(({ proof: { result } }) => result.gap);
    const ways = new Map<string, number>();
    for (const {
      draw: { result },
    } of runs) {
      const way = result.kind === 'draw' ? (result.method.split('; ')[1] ?? '') : 'refused';
      ways.set(way, (ways.get(way) ?? 0) + 1);
    }
    const picking = [...ways]
      .sort((a, b) => b[1] - a[1])
      .map(([way, count]) => `${way} (${count})`)
      .join(', ');
    const [proofs, draws] = [runs.map(({ proof }) => proof.ms), runs.map((run) => run.draw.ms)];
    return [
      `${size}, ${teams}`,
      `${proven} of ${SQUADS}`,
      quantile(gaps, 0.5).toFixed(4),
      of(proofs),
      of(draws),
      picking,
    ];
  });
  const header = [
    'players, teams',
    'proven',
    'median optimal gap',
    'optimum with proof p50 / p99',
    'whole draw p50 / p99',
    'how the split was picked',
  ];
  return `### Ordinary squads (${SQUADS} each)\n\n${table(header, rows)}`;
}

async function comparison(): Promise<string> {
  const solveByHighs = await highsSolver();
  const names = [...Object.keys(METHODS), 'HiGHS', 'this engine'];
  const rows = SIZES.filter(([size]) => size <= 30).map(([size, teams]) => {
    const squads = Array.from({ length: 40 }, (_, number) => squad('ordinary', size, number));
    const optimal = squads.map((players) => optimumOf(players, teams).gap);
    const cell = (runs: { gap: number | undefined; ms: number; best: number }[]) => {
      const gaps = runs.map(({ gap }) => gap ?? Infinity);
      const hits = runs.filter(({ gap, best }) => gap !== undefined && Math.abs(gap - best) < 1e-6).length;
      const wrong = runs.filter(({ gap, best }) => gap !== undefined && gap < best - 1e-6).length;
      const times = runs.map(({ ms }) => ms);
      const share = `${Math.round((100 * hits) / runs.length)} %${wrong > 0 ? `, ${wrong} below the optimum` : ''}`;
      return `${median(gaps)} (${share}) ${milliseconds(quantile(times, 0.5))} / ${milliseconds(quantile(times, 0.99))}`;
    };
    const others = Object.values(METHODS).map((method) => {
      const numbers = seededRandom('bench');
      return cell(
        squads.map((players, i) => {
          const levels = levelsOf(players);
          const { result, ms } = timed(() => method(levels, teams, numbers));
          return { gap: gapOf(levels, result, teams), ms, best: optimal[i] ?? 0 };
        }),
      );
    });
    const highs = HIGHS_SIZES.has(`${size},${teams}`)
      ? cell(
          squads.slice(0, HIGHS_SQUADS).map((players, i) => {
            const { result, ms } = timed(() => solveByHighs(levelsOf(players), teams), 1);
            return { gap: result, ms, best: optimal[i] ?? 0 };
          }),
        )
      : '–';
    const own = cell(
      squads.map((players, i) => {
        const { result, ms } = timed(() => optimumOf(players, teams));
        return { gap: result.gap, ms, best: optimal[i] ?? 0 };
      }),
    );
    return [`${size}, ${teams}`, ...others, highs, own];
  });
  const note = `Each cell: median gap (how often optimal) time p50 / p99. 40 squads a row; HiGHS ${HIGHS_SQUADS} of them, 10 s each at most, and only where that is enough.`;
  return `### Other methods on the same squads\n\n${note}\n\n${table(['players, teams', ...names], rows)}`;
}

function hard(): string {
  const rows = HARD_KINDS.map((kind) => {
    const runs: { ms: number; open: number }[] = [];
    for (let size = 8; size <= 30; size++) {
      for (let teams = 2; teams <= Math.min(6, size / 2); teams++) {
        for (let number = 0; number < 4; number++) {
          const players = squad(kind, size, number);
          const { result, ms } = timed(() => optimumOf(players, teams));
          runs.push({ ms, open: result.gap - result.lowerBound });
        }
      }
    }
    const times = runs.map(({ ms }) => ms);
    const within = runs.filter(({ open, ms }) => open <= 0.01 + 1e-9 && ms <= 50).length;
    return [
      kind,
      `${runs.length}`,
      `${runs.filter(({ open }) => open < 1e-9).length}`,
      `${((100 * within) / runs.length).toFixed(1)} %`,
      `${milliseconds(quantile(times, 0.5))} / ${milliseconds(quantile(times, 0.99))} / ${milliseconds(Math.max(...times))}`,
    ];
  });
  const header = ['squads', 'number', 'proven', 'proven or certified to 0.01, within 50 ms', 'p50 / p99 / most'];
  return `### Hard squads (8–30 players, 2–6 teams)\n\n${table(header, rows)}`;
}

/** Ordinary squads with three goalkeepers or more to spread, two friends and two rivals. */
function ruled(): string {
  const rules: Rule[] = [
    { kind: 'spread', tag: 'goalkeeper' },
    { kind: 'together', players: ['p1', 'p2'] },
    { kind: 'apart', players: ['p3', 'p4'] },
    { kind: 'fixed', player: 'p5', team: 0 },
  ];
  const rows = (
    [
      [14, 2],
      [22, 2],
      [30, 2],
      [15, 3],
      [20, 4],
      [25, 5],
      [30, 6],
      [30, 3],
    ] as const
  ).map(([size, teams]) => {
    const squads = Array.from({ length: 60 }, (_, number) =>
      squad('ordinary', size, number).map((player, i) => ({
        ...player,
        tags: i >= size - teams ? ['goalkeeper'] : [],
      })),
    );
    const round = () =>
      squads.map((players, number) => ({
        proof: timed(() => optimumOf(players, teams, rules)),
        draw: timed(() => draw({ players, teams, rules, seed: `${number}` })),
      }));
    round();
    const runs = round();
    const of = (times: number[]) => `${milliseconds(quantile(times, 0.5))} / ${milliseconds(quantile(times, 0.99))}`;
    const proven = runs.filter(({ draw: { result } }) => result.kind === 'draw' && result.proven).length;
    return [
      `${size}, ${teams}`,
      `${proven} of 60`,
      of(runs.map(({ proof }) => proof.ms)),
      of(runs.map((run) => run.draw.ms)),
    ];
  });
  const header = ['players, teams', 'proven', 'optimum with proof p50 / p99', 'whole draw with prices p50 / p99'];
  return `### With rules (goalkeepers spread, two together, two apart, one fixed)\n\n${table(header, rows)}`;
}

function median(gaps: number[]): string {
  const gap = quantile(gaps, 0.5);
  return Number.isFinite(gap) ? gap.toFixed(3) : 'out of time';
}

/** The document with this section replaced, or added at the end. */
function inserted(section: string): string {
  let document = '# Benchmarks\n';
  try {
    document = readFileSync(DOCUMENT, 'utf8');
  } catch {
    // The first run creates it.
  }
  const from = document.indexOf(`${TITLE}\n`);
  if (from < 0) return `${document.trimEnd()}\n\n${section}\n`;
  const next = document.indexOf('\n## ', from);
  return `${document.slice(0, from)}${section}\n${next < 0 ? '' : document.slice(next)}`;
}
