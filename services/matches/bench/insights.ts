import { call, type Measured } from './client.ts';
import { inWords } from './delay.ts';
import { middle, times } from './measure.ts';

const MATCHES = 500;
const AT_ONCE = 5;
const REQUESTS = 40;

/** What a long history costs whoever asks for insights, and everybody else meanwhile. */
export async function insightsOfManyMatches({ squad, members, pools, delay }: Measured): Promise<string> {
  const path = `/api/matches/v1/squads/${squad.squadId}`;
  const token = members[0]?.token ?? '';
  const playerIds = squad.players.map(({ id }) => id);
  await Promise.all(Array.from({ length: AT_ONCE }, () => times(MATCHES / AT_ONCE, play)));
  let taken: number[] = [];
  const meanwhile = await delay(async () => {
    taken = await times(REQUESTS, () => call(pools.one, 'GET', `${path}/insights`, token));
  });
  const what = `\`GET insights\`, 22 players, ${MATCHES} matches (the newest 200 count)`;
  return `| ${what} | ${middle(taken)}; the event loop’s delay meanwhile ${inWords([meanwhile])} | – | – | delay < 20 ms |`;

  async function play(): Promise<void> {
    const { id } = JSON.parse(await call(pools.one, 'POST', `${path}/draws`, token, { playerIds, teams: 2 }));
    await call(pools.one, 'PUT', `${path}/matches/${id}/result`, token, { scores: [3, 1] });
  }
}
