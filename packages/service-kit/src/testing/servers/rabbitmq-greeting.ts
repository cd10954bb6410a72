import { Connection } from 'rabbitmq-client';
import { listensOn } from './free-port.ts';

/** Whether the broker on this port opens a connection; a listening port is not enough while it boots. */
export async function greets(port: number): Promise<boolean> {
  if (!(await listensOn(port))) return false;
  const connection = new Connection({ hostname: '127.0.0.1', port, retryLow: 60_000, connectionTimeout: 2000 });
  const ignore = () => undefined;
  connection.on('error', ignore);
  try {
    await connection.onConnect(2000, true);
    return true;
  } catch {
    return false;
  } finally {
    await connection.close().catch(ignore);
  }
}
