import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { startDynalite, temporaryFolder } from '@besteam/service-kit/testing';
import { bundleFunction } from './bundle.ts';

const TIMES = 11;
const child = fileURLToPath(new URL('cold-start-child.mjs', import.meta.url));

interface Start {
  loaded: number;
  first: number;
  /** Time of processors, which other work on the machine does not lengthen much. */
  processor: number;
  second: number;
  memoryMiB: number;
}

/** Bundles the function, and starts it again and again to its first answer and the second one. */
const folder = await temporaryFolder();
const built = join(folder.path, 'function');
await bundleFunction(built);
console.log(await sizes());
const starts = await startAgainAndAgain();
console.log(
  `cold start, median of ${TIMES}: loaded after ${median('loaded')} ms, first answer after ${median('first')} ms ` +
    `(${median('processor')} ms of a processor), second answer in ${median('second')} ms, ${median('memoryMiB')} MiB resident`,
);
await folder.remove();

async function startAgainAndAgain(): Promise<Start[]> {
  const store = await startDynalite({ path: join(folder.path, 'store') });
  const all: Start[] = [];
  for (let time = 0; time < TIMES; time++) {
    const DATA_DIR = join(folder.path, `data-${time}`);
    const env = { DYNAMODB_ENDPOINT: store.endpoint, DATA_DIR, LOG_LEVEL: 'silent' };
    const { stdout } = await promisify(execFile)(process.execPath, [child, join(built, 'handler.mjs')], { env });
    all.push(JSON.parse(stdout));
  }
  await store.close();
  return all;
}

function median(figure: keyof Start): number {
  const values = starts.map((one) => one[figure]).sort((a, b) => a - b);
  return Math.round(values[TIMES >> 1] ?? 0);
}

async function sizes(): Promise<string> {
  const entries = await readdir(built, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const contents = await Promise.all(files.map((file) => readFile(file)));
  const mebibytes = (of: (content: Buffer) => number) =>
    (contents.reduce((sum, content) => sum + of(content), 0) / 2 ** 20).toFixed(2);
  const [plain, compressed] = [mebibytes(({ length }) => length), mebibytes((content) => gzipSync(content).length)];
  return `bundle: ${plain} MiB in ${files.length} files, ${compressed} MiB compressed`;
}
