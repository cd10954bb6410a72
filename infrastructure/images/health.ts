// The image's HEALTHCHECK: asks the service in this container whether it is ready. Trusts the authorities that the service
// was given and has made; the certificate's name is left unchecked, because it carries the one that others call it by.
import { existsSync, readFileSync } from 'node:fs';
import type { ClientRequest } from 'node:http';
import { get } from 'node:https';
import { join } from 'node:path';

const { PORT = '8443', DATA_DIR = '/data', TLS_CA_FILE } = process.env;
const authorities = [TLS_CA_FILE ?? '', join(DATA_DIR, 'tls', 'ca.pem')].filter((file) => existsSync(file));

get(
  {
    host: '127.0.0.1',
    port: PORT,
    path: process.argv[2] ?? '/health/ready',
    ...(authorities.length > 0 ? { ca: authorities.map((file) => readFileSync(file)) } : {}),
    checkServerIdentity: () => undefined,
    timeout: 8000,
  },
  (answer) => {
    answer.pipe(process.stdout);
    process.exitCode = answer.statusCode === 200 ? 0 : 1;
  },
)
  .on('timeout', function tooLate(this: ClientRequest) {
    this.destroy(new Error('no answer in time'));
  })
  .on('error', ({ message }) => {
    process.stdout.write(message);
    process.exitCode = 1;
  });
