import { setImmediate as later } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Has V8 collect all that nobody holds: a WeakRef to it is empty then. */
export async function collectGarbage(): Promise<void> {
  // What was asked for in this turn of the event loop is held until its end.
  await later();
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
}
