import { call, type Measured } from './client.ts';
import { repeat } from './measure.ts';

const DRAWING_MS = 8000;
const AT_ONCE = 4;

/** The server's event loop while hard draws (five teams under rules) are asked of it without a break. */
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
  const p99 = await delay(async () => {
    draws = await repeat(AT_ONCE, DRAWING_MS, draw);
  });
  const rate = (draws / DRAWING_MS) * 1000;
  return `| the event loop’s delay during hard draws, 22 players, 5 teams, ${rate.toFixed(0)}/s | p99 ${p99.toFixed(1)} ms | – | – | < 20 ms |`;
}
