import { Connection } from 'rabbitmq-client';
import { listensOn } from './free-port.ts';

/** Whether the broker at this address opens a connection; a listening port is not enough while it boots. */
export async function greets(url: string, ca?: string): Promise<boolean> {
  if (!(await listensOn(Number(new URL(url).port)))) return false;
  const connection = new Connection({
    url,
    retryLow: 60_000,
    connectionTimeout: 2000,
    ...(ca === undefined ? {} : { tls: { ca } }),
  });
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
