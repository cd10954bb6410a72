import { readFile } from 'node:fs/promises';

/** One cold start: Node, the bundle, the first answer; and a second one from what is open then. Times in ms since the process began. */
const { answer } = await import(process.argv[2]);
const loaded = performance.now();
const event = JSON.parse(await readFile(new URL('events/get-scores-nobody.json', import.meta.url), 'utf8'));
const { statusCode } = await answer(event, {});
if (statusCode !== 401) throw new Error(`answered ${statusCode}`);
const first = performance.now();
const { user, system } = process.cpuUsage();
const processor = (user + system) / 1000;
await answer(event, {});
const second = performance.now() - first;
const memoryMiB = process.memoryUsage.rss() / 2 ** 20;
process.stdout.write(JSON.stringify({ loaded, first, processor, second, memoryMiB }), () => process.exit());
