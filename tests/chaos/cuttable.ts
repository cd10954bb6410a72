import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A TCP proxy in front of a server, whose connections can be cut. */
export interface Cuttable {
  /** The server's address, through the proxy. */
  url: string;
  /** Every connection breaks, and new ones do at once, until `mend`. */
  cut(): void;
  mend(): void;
  close(): void;
}

export async function cuttable(serverUrl: string): Promise<Cuttable> {
  const server = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let whole = true;
  const tracked = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  const proxy = createServer((near) => {
    tracked(near);
    if (!whole) return void near.resetAndDestroy();
    const far = tracked(connect(Number(server.port), server.hostname));
    near.on('error', () => far.destroy()).on('close', () => far.destroy());
    far.on('error', () => near.destroy()).on('close', () => near.destroy());
    near.pipe(far).pipe(near);
  });
  await once(proxy.listen(0, 'localhost'), 'listening');
  const url = new URL(serverUrl);
  url.hostname = 'localhost';
  url.port = String((proxy.address() as AddressInfo).port);
  return {
    url: url.href,
    cut() {
      whole = false;
      for (const socket of sockets) socket.resetAndDestroy();
    },
    mend() {
      whole = true;
    },
    close() {
      proxy.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
