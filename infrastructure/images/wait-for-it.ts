// wait-for-it [--timeout=SECONDS] HOST:PORT… [-- PROGRAM ARGUMENT…]
// Waits until every address takes connections, then becomes the program: same process, so signals reach it directly.
// Services wait for their engines by themselves too; this keeps their logs quiet and says early what is away.
import { connect } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const REST_MS = 250;

const given = process.argv.slice(2);
const end = given.indexOf('--');
const { values, positionals } = parseArgs({
  args: end < 0 ? given : given.slice(0, end),
  options: { timeout: { type: 'string', default: '60' } },
  allowPositionals: true,
});
const [program, ...rest] = end < 0 ? [] : given.slice(end + 1);

const deadline = performance.now() + Number(values.timeout) * 1000;
for (const address of positionals) await untilReachable(address);
if (program !== undefined) process.execve?.(program === 'node' ? process.execPath : program, [program, ...rest]);

async function untilReachable(address: string): Promise<void> {
  for (let tries = 0; !(await isReachable(address)); tries += 1) {
    if (performance.now() > deadline) {
      process.stderr.write(`${address} cannot be reached\n`);
      process.exit(1);
    }
    if (tries % 20 === 0) process.stderr.write(`waiting for ${address}\n`);
    await after(REST_MS);
  }
}

function isReachable(address: string): Promise<boolean> {
  const { hostname, port } = new URL(`tcp://${address}`);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port), timeout: 1000 })
    .once('connect', () => resolve(true))
    .once('timeout', () => resolve(false))
    .once('error', () => resolve(false));
  return promise.finally(() => socket.destroy());
}
