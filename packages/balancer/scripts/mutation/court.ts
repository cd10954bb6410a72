import { type ChildProcess, fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import type { Case, Verdict } from './judge.ts';

export interface Court {
  /** Whether the tests notice the change; they may take `patience` times as long as usual limits say. */
  readonly judge: (change: Case['change'], patience: number) => Promise<Verdict>;
  readonly close: () => void;
}

/** A test may take this much processor time, and this many times what it takes without any change. */
const GRACE_MS = 2000;
const SLOWER = 6;

/** Verdicts of one process, which grows. */
const TERM = 150;

/** Judges of changes in a copy of the package, one at a time, a new one where a change never ends. */
export async function openCourt(copy: string): Promise<Court> {
  let judge: ChildProcess | undefined;
  let verdicts = 0;
  const dismiss = () => {
    judge?.kill('SIGKILL');
    judge = undefined;
  };
  const ask = async (question: Case): Promise<Verdict> => {
    if (verdicts++ % TERM === 0) dismiss();
    if (judge === undefined) {
      judge = appoint(copy);
      await reply(judge);
    }
    const answer = reply(judge);
    judge.send(question);
    const verdict = await answer;
    if (verdict === undefined) {
      dismiss();
      restore(question);
      return { outcome: 'killed', by: 'the process ended', longest: {} };
    }
    if (verdict.outcome === 'timeout') {
      dismiss();
      restore(question);
    }
    return verdict;
  };
  const { outcome, by, longest } = await ask({ limits: {} });
  if (outcome !== 'survived') throw new Error(`the tests fail without any change: ${by}`);
  return {
    judge(change, patience) {
      const limits = Object.entries(longest).map(([file, ms]) => [file, patience * (GRACE_MS + SLOWER * ms)]);
      return ask({ ...(change && { change }), limits: Object.fromEntries(limits) });
    },
    close: dismiss,
  };
}

function appoint(cwd: string): ChildProcess {
  return fork(new URL('judge.ts', import.meta.url), {
    cwd,
    execArgv: ['--max-old-space-size=1500'],
    env: { ...process.env, CI: 'true' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

function restore({ change }: Case): void {
  if (change) writeFileSync(change.file, change.original);
}

/** The next message; undefined where the process ends before. */
function reply(judge: ChildProcess): Promise<Verdict | undefined> {
  return new Promise((resolve) => {
    const ended = () => resolve(undefined);
    judge.once('exit', ended);
    judge.once('message', (message) => {
      judge.off('exit', ended);
      resolve(message as Verdict);
    });
  });
}
