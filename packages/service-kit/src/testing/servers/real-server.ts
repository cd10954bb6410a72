/** A server of the kind that production uses, running for tests. */
export interface RealServer {
  /** How to reach it, as the services' environment variables have it. */
  url: string;
  /** Sends a signal to the server's process and, when that is fatal, waits for its end. Rejects for a server that is not ours. */
  signal(signal: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): Promise<void>;
  /** Starts it again after its end, on the same address and the same data. */
  start(): Promise<void>;
  /** Stops it and removes all it has written. */
  remove(): Promise<void>;
}

/** How one kind of server is found. */
export interface ServerKind {
  name: string;
  /** The variable that names a running one. */
  variable: string;
  /** What this machine lacks to start one; undefined when it lacks nothing. */
  lacks(): string | undefined;
  start(): Promise<RealServer>;
}

/** A kind of server as a test file meets it. */
export interface FoundServer {
  /** True where there is none: for `describe.skipIf`. Never true under REQUIRE_REAL_SERVICES=1. */
  skipped: boolean;
  /** Its name, with the reason when it is skipped: one line for the report. */
  title: string;
  /** The server of the environment, or a new one. Rejects when there is none. */
  start(): Promise<RealServer>;
}

/** Looks for a server: an address in the environment first, then what this machine can start. */
export function findServer(kind: ServerKind): FoundServer {
  const url = process.env[kind.variable];
  if (url) return { skipped: false, title: kind.name, start: async () => foreign(kind.name, url) };
  const lack = kind.lacks();
  if (lack === undefined) return { skipped: false, title: kind.name, start: kind.start };
  const title = `${kind.name} (skipped: ${kind.variable} is not set and ${lack})`;
  return {
    skipped: process.env['REQUIRE_REAL_SERVICES'] !== '1',
    title,
    start: () => Promise.reject(new Error(`${kind.name} is needed: ${lack}`)),
  };
}

/** A server that others run: used as it is and left as it is. */
function foreign(name: string, url: string): RealServer {
  const notOurs = () =>
    Promise.reject(new Error(`${name} at ${new URL(url).host} is not this test's to stop or start`));
  return { url, signal: notOurs, start: notOurs, remove: async () => undefined };
}
