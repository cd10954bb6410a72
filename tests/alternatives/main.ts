import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { writeSection } from '@besteam/service-kit/testing';
import { dynamodbLocal } from '@besteam/service-kit/testing/servers';
import { byTurns, type Measured, type Side } from './by-turns.ts';
import { INSTALLATION, python, versions } from './python.ts';
import { type Scene, setScene } from './scene.ts';

/** `npm run bench:fastapi`: the same two operations by Besteam and by FastAPI, by turns. Without what it needs it says so. */
const interpreter = python();
const lacks =
  interpreter === undefined ? `on Debian: ${INSTALLATION}` : dynamodbLocal().skipped && dynamodbLocal().title;
if (interpreter === undefined || lacks) {
  console.log(`skipped: ${lacks}`);
  process.exit();
}
const scene = await setScene(interpreter);
const [squadOurs, squadUsual, squadQuick, ballotOurs, ballotTheirs] = await byTurns(readers(scene))
  .then(async (read) => [...read, ...(await byTurns(raters(scene)))])
  .finally(scene.end);

const bytes = Buffer.byteLength(JSON.stringify(scene.squad));
const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}; ${versions(interpreter)}`;
const section = `${new Date().toISOString().slice(0, 10)}, ${machine}; load average at the end ${loadavg()[0]?.toFixed(1)}. \`npm run bench:fastapi\`

One process each, over HTTPS with the same certificate and client, the same fourteen tokens (EdDSA, remembered once verified), the same
5 s of memory, the same DynamoDB Local in memory; measured by turns, medians. Besteam's ballot also goes by the domain's rules, is counted and told to
others through the outbox; FastAPI's is parsed and written, no more. A second of processor time is the server's own.

| what | Besteam | FastAPI | ratio |
|---|---|---|---|
${rows(`\`GET squad\`, ${bytes} bytes, FastAPI as its guide has it`, squadOurs, squadUsual)}
${rows(`\`GET squad\`, ${bytes} bytes, FastAPI giving bytes written before`, squadOurs, squadQuick)}
${rows('`PUT ballot`, 14 players', ballotOurs, ballotTheirs)}
`;
await writeSection(fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url)), 'FastAPI', section);
console.log(section);

function readers({ squad, guests: tokens, ours, theirs }: Scene): Side[] {
  const get = (path: string) => ({ method: 'GET' as const, path, tokens });
  return [
    { ...ours, request: get(`/api/players/v1/squads/${squad.id}`) },
    { ...theirs, request: get(`/usual/${squad.id}`) },
    { ...theirs, request: get(`/quick/${squad.id}`) },
  ];
}

function raters({ squad, guests: tokens, ours, theirs }: Scene): Side[] {
  const body = (index: number) => {
    const others = squad.players.filter((_, place) => place !== index % tokens.length);
    return {
      ratings: Object.fromEntries(others.map(({ id }, place) => [id, { level: (levelOf(index) + place) % 5 }])),
    };
  };
  const levelOf = (index: number) => Math.floor(index / tokens.length) % 5;
  const put = (path: string) => ({ method: 'PUT' as const, path, tokens, body });
  return [
    { ...ours, request: put(`/api/matches/v1/squads/${squad.id}/ballot`) },
    { ...theirs, request: put(`/${squad.id}/ballot`) },
  ];
}

function rows(what: string, ours: Measured | undefined, theirs: Measured | undefined): string {
  if (!ours || !theirs) throw new Error('nothing was measured');
  const row = (kind: keyof Measured, unit: string) => {
    const ratio = (ours[kind] / theirs[kind]).toFixed(1);
    return `| ${what}: requests a ${unit} | ${ours[kind].toFixed(0)} | ${theirs[kind].toFixed(0)} | ${ratio} |`;
  };
  return [row('perSecond', 'second'), row('perProcessorSecond', 'second of processor time')].join('\n');
}
