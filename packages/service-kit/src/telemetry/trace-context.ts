import { AsyncLocalStorage } from 'node:async_hooks';

/** What goes on now, as W3C Trace Context names it: empty where no traces are collected. */
const current = new AsyncLocalStorage<string>();

/** The `traceparent` of what is being done now: for what is told to others, at once or later. */
export const traceparent = (): string | undefined => current.getStore();

/** Does work as a part of this trace. */
export const inTrace = <T>(parent: string, work: () => T): T => current.run(parent, work);
