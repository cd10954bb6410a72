import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '@besteam/service-kit/testing/servers';
import { listensOn } from '../../packages/service-kit/src/testing/servers/free-port.ts';

const MODULES = ['fastapi', 'uvicorn', 'uvloop', 'httptools', 'jwt', 'cryptography', 'boto3'];
const PACKAGES = MODULES.map((name) => `python3-${name}`).join(' ');
/** Debian's own comes second where somebody has put another one in front. */
const INTERPRETERS = ['python3', '/usr/bin/python3'];

/** The interpreter that has all that is wanted; undefined where none does. */
export function python(): string | undefined {
  return INTERPRETERS.find((command) => {
    try {
      execFileSync(command, ['-c', `import ${MODULES.join(', ')}`], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

export const INSTALLATION = `apt-get install --no-install-recommends ${PACKAGES}`;

export function versions(command: string): string {
  const program =
    'import fastapi, uvicorn, sys; print(f"FastAPI {fastapi.__version__}, uvicorn {uvicorn.__version__} on uvloop and httptools, Python {sys.version.split()[0]}")';
  return execFileSync(command, ['-c', program]).toString().trim();
}

export interface PythonServer {
  origin: string;
  /** Seconds of processor time so far. */
  processorTime(): number;
  end(): void;
}

/** One worker of uvicorn with this certificate. */
export async function startPython(
  command: string,
  tls: { certFile: string; keyFile: string },
  env: Record<string, string>,
): Promise<PythonServer> {
  const port = await freePort();
  const child: ChildProcess = spawn(
    command,
    [
      ...['-m', 'uvicorn', 'fastapi_squads:app', '--host', '127.0.0.1', '--port', String(port), '--no-access-log'],
      ...['--loop', 'uvloop', '--http', 'httptools', '--log-level', 'warning'],
      ...['--ssl-certfile', tls.certFile, '--ssl-keyfile', tls.keyFile],
    ],
    {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  while (!(await listensOn(port))) {
    if (child.exitCode !== null) throw new Error(`uvicorn ended with ${child.exitCode}`);
    await after(100);
  }
  return {
    origin: `https://localhost:${port}`,
    processorTime() {
      // proc(5): utime and stime, the 14th and 15th field, in ticks of 10 ms; the second may hold spaces.
      const [, rest = ''] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ');
      const fields = rest.split(' ');
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    end: () => void child.kill(),
  };
}
