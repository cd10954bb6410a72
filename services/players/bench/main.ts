import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { writeSection } from '@besteam/service-kit/testing';
import { measureGetSquad } from './get-squad.ts';
import { measureUnits } from './units.ts';

const units = await measureUnits();
const speed = await measureGetSquad();

const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
const section = `${new Date().toISOString().slice(0, 10)}, ${machine}. \`npm run bench:players\`

Each ratio is the median of rounds measured by turns: the service and what it is compared with share a process and a
certificate, the client is another process on the same machine, keeps its connections and sends both the same headers.
Requests are not logged. Of an answer's bytes the body alone is compared first, then all of them: the service's security
headers, tag and request id cost a bare route something too.

| what | measured | compared with | ratio | bar |
|---|---|---|---|---|
${speed.join('\n')}

Capacity units of DynamoDB, read + write, as the embedded store counts them, of a squad's own item and its index:

| members, players (JSON of the squad) | createSquad | addPlayers, 10 | joinSquad | the relay after it | a cold GET squad |
|---|---|---|---|---|---|
${units.join('\n')}
`;
await writeSection(fileURLToPath(new URL('../../../docs/benchmarks.md', import.meta.url)), 'Players service', section);
console.log(section);
