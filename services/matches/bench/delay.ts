import { setTimeout as after } from 'node:timers/promises';
import { call, type Delay, type Measured } from './client.ts';
import { percentile, repeat } from './measure.ts';

const ROUNDS = 5;
const ROUND_MS = 4000;
const AT_ONCE = 4;

/**
 * The server's event loop while hard draws (five teams under rules) are asked of it without a break, by turns with
 * nothing to do: what it is late then is this machine's doing.
 */
export async function delayWhileDrawing({ squad, members, pools, delay }: Measured): Promise<string> {
  const playerIds = squad.players.map(({ id }) => id);
  const [a = '', b = '', c = '', d = ''] = playerIds;
  const constraints = [
    { kind: 'apart', players: [a, b, c] },
    { kind: 'together', players: [c, d] },
  ];
  const path = `/api/matches/v1/squads/${squad.squadId}/draws`;
  const token = members[0]?.token ?? '';
  const draw = () => call(pools.one, 'POST', path, token, { playerIds, teams: 5, constraints });
  await draw();
  let draws = 0;
  const [drawing, idle]: [Delay[], Delay[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    idle.push(await delay(() => after(ROUND_MS)));
    drawing.push(
      await delay(async () => {
        draws += await repeat(AT_ONCE, ROUND_MS, draw);
      }),
    );
  }
  const rate = ((draws / ROUNDS / ROUND_MS) * 1000).toFixed(0);
  const [busy, alone] = [drawing, idle].map((delays) => inWords(delays));
  const what = `the event loop’s delay during hard draws, 22 players, 5 teams, ${rate}/s, median of ${ROUNDS} rounds`;
  return `| ${what} | ${busy} | nothing to do: ${alone} | – | < 20 ms |`;
}

export function inWords(delays: Delay[]): string {
  const [clock, own] = (['clock', 'own'] as const).map((of) =>
    percentile(
      delays.map((delay) => delay[of]),
      0.5,
    ).toFixed(1),
  );
  return `p99 ${clock} ms by the clock, ${own} ms of its own work`;
}
