import { readFileSync } from 'node:fs';
import { get } from 'node:https';
import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as after } from 'node:timers/promises';
import type { Finding } from './image-checks.ts';
import { addressOf, type ServiceName, system } from './system.ts';

const MOST_MEMORY = 150_000_000;
/** The promise: ready within a second, with its engines up. */
const LONGEST_START_MS = 1000;
const STARTS = 3;
const READY_WITHIN_MS = 60_000;

export interface Running {
  /** Bytes in memory, what it shares with the other services (Node's own program) counted whole. */
  resident: number;
  /** Bytes in memory, what is shared divided by those who share it. */
  own: number;
  /** Milliseconds from the container's start to its first ready answer, and of processor time by then: the quickest of three. */
  start: number;
  processor: number;
  findings: Finding[];
}

/** What a running service promises: seen from outside by the kernel, and by asking it. */
export async function checkRunning(service: ServiceName): Promise<Running> {
  const hardening = await checkHardening(service);
  const { resident, own } = memoryOf(await pidOf(service));
  const { start, processor } = await quickestStart(service);
  // Where others take the processors away, only what it needs of them can be judged.
  const judged = isBusy() ? processor : start;
  return {
    resident,
    own,
    start,
    processor,
    findings: [
      ...hardening,
      ...(own > MOST_MEMORY ? [{ check: 'memory', message: `${service} has ${own} bytes in memory` }] : []),
      ...(judged > LONGEST_START_MS ? [{ check: 'start', message: `${service} is ready after ${judged} ms` }] : []),
    ],
  };
}

async function checkHardening(service: ServiceName): Promise<Finding[]> {
  const status = readFileSync(`/proc/${await pidOf(service)}/status`, 'utf8');
  const line = (name: string) => new RegExp(`^${name}:\\s+(.*)$`, 'm').exec(status)?.[1] ?? '';
  const write = `try { require('node:fs').writeFileSync('/app/written', ''); console.log('written'); } catch ({ code }) { console.log(code); }`;
  const written = await system.run(service, 'node', '--eval', write);
  return [
    { check: 'user', broken: !/^1000\s+1000/.test(line('Uid')), message: `${service} runs as ${line('Uid')}` },
    { check: 'capabilities', broken: !/^0+$/.test(line('CapBnd')), message: `${service} may have ${line('CapBnd')}` },
    { check: 'privileges', broken: line('NoNewPrivs') !== '1', message: `${service} may gain privileges` },
    { check: 'read-only root', broken: written !== 'EROFS', message: `${service} writing into /app: ${written}` },
  ].filter(({ broken }) => broken);
}

async function quickestStart(service: ServiceName): Promise<Start> {
  const starts: Start[] = [];
  for (let i = 0; i < STARTS; i += 1) {
    await system.restart(service);
    starts.push(await startOf(service));
  }
  return starts.toSorted((a, b) => a.start - b.start)[0] ?? { start: Infinity, processor: Infinity };
}

interface Start {
  start: number;
  processor: number;
}

async function startOf(service: ServiceName): Promise<Start> {
  const container = await system.container(service);
  const began = Date.parse(container.State.StartedAt);
  const address = addressOf(container);
  while (!(await isReady(address))) {
    if (Date.now() - began > READY_WITHIN_MS) throw new Error(`${service} is not ready after ${READY_WITHIN_MS} ms`);
    await after(5);
  }
  return { start: Date.now() - began, processor: processorTimeOf(container.State.Pid) };
}

/** Asked by address, which no certificate names: who answers is judged by the journeys. */
function isReady(host: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  get({ host, port: 8443, path: '/health/ready', rejectUnauthorized: false, agent: false, timeout: 2000 }, (answer) => {
    answer.resume();
    resolve(answer.statusCode === 200);
  })
    .on('timeout', () => resolve(false))
    .on('error', () => resolve(false));
  return promise;
}

async function pidOf(service: ServiceName): Promise<number> {
  return (await system.container(service)).State.Pid;
}

/** Proportional and whole resident size, as the kernel sums them up (proc(5), smaps_rollup). */
function memoryOf(pid: number): { resident: number; own: number } {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const bytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(rollup)?.[1]) * 1024;
  return { resident: bytes('Rss'), own: bytes('Pss') };
}

/** Milliseconds in user and kernel mode: fields 14 and 15 of proc(5), stat, in hundredths of a second. */
function processorTimeOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function isBusy(): boolean {
  return (loadavg()[0] ?? 0) > 2 * availableParallelism();
}
