import { once } from 'node:events';
import { connect } from 'node:tls';

export interface Poster {
  /** Sends the body once more; throws at any other status than the one expected. */
  post(): Promise<void>;
  close(): void;
}

export interface PosterOptions {
  origin: string;
  ca: string;
  path: string;
  body: object;
  expected: number;
}

/**
 * Posts one JSON body again and again over a TLS connection of its own, without an HTTP client's comfort: it runs on the
 * cores of what it measures.
 */
export async function openPoster({ origin, ca, path, body, expected }: PosterOptions): Promise<Poster> {
  const { host, hostname, port } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port), servername: hostname, ca });
  await once(socket, 'secureConnect');
  socket.setEncoding('latin1').setNoDelay();
  const content = JSON.stringify(body);
  const head = [
    `POST ${path} HTTP/1.1`,
    `host: ${host}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(content)}`,
  ];
  const request = Buffer.from(`${head.join('\r\n')}\r\n\r\n${content}`);
  return {
    post: () =>
      new Promise((resolve, reject) => {
        let answer = '';
        const take = (part: string) => {
          answer += part;
          if (!isWhole(answer)) return;
          socket.off('data', take);
          if (answer.startsWith(`HTTP/1.1 ${expected} `)) resolve();
          else reject(new Error(answer));
        };
        socket.on('data', take);
        socket.write(request);
      }),
    close: () => void socket.destroy(),
  };
}

function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n');
  const [, length] = /\r\ncontent-length: (\d+)/i.exec(answer) ?? [];
  return end !== -1 && length !== undefined && answer.length >= end + 4 + Number(length);
}
