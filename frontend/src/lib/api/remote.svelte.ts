import { recall, remember } from '#lib/device/memory.ts';
import { type ApiProblem, asProblem } from './problem.ts';

/** Something the services have: what is known of it, whether it is being fetched, and what went wrong. */
export type Remote<T> = {
  readonly value: T | undefined;
  readonly problem: ApiProblem | undefined;
  readonly loading: boolean;
  /** The value is what this device remembers, because the services could not be reached. */
  readonly remembered: boolean;
  refresh(): Promise<void>;
  /** Puts in what an own write has answered. */
  put(value: T): void;
};

const closed = [401, 403, 404, 410];

/**
 * Fetches at once, and again on `refresh`. With a name, the last answer is kept on the device:
 * shown when there is no connection.
 */
export function remote<T>(load: () => Promise<T>, name?: string): Remote<T> {
  let value = $state.raw<T>();
  let problem = $state.raw<ApiProblem>();
  let loading = $state(true);
  let remembered = $state(false);
  let asked = 0;

  function put(fresh: T): void {
    asked += 1;
    value = fresh;
    problem = undefined;
    loading = remembered = false;
    if (name !== undefined) remember(name, fresh);
  }

  async function refresh(): Promise<void> {
    asked += 1;
    const mine = asked;
    loading = true;
    try {
      const fresh = await load();
      if (mine === asked) put(fresh);
    } catch (thrown) {
      if (mine !== asked) return;
      loading = false;
      problem = asProblem(thrown);
      if (closed.includes(problem.status)) forget(problem.status);
      if (problem.kind !== 'offline' || name === undefined) return;
      const kept = recall(name);
      // Written by `put` above from the same answer: the shape is the one of this name.
      if (value === undefined && kept !== undefined) value = kept as T;
      remembered = value !== undefined;
    }
  }

  /** Signed out, removed, or deleted by somebody: it is not ours to show any more. */
  function forget(status: number): void {
    value = undefined;
    remembered = false;
    if (name !== undefined && status !== 401) remember(name, undefined);
  }

  void refresh();
  return {
    get value() {
      return value;
    },
    get problem() {
      return problem;
    },
    get loading() {
      return loading;
    },
    get remembered() {
      return remembered;
    },
    refresh,
    put,
  };
}
