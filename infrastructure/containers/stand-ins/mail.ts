// Takes messages by SMTP and lists them by HTTP, on Mailpit's ports.
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

const messages: string[] = [];

/** Just enough of SMTP (RFC 5321) to take a message. */
createServer((socket) => {
  const say = (line: string) => socket.write(`${line}\r\n`);
  let message: string[] | undefined;
  say('220 ready');
  createInterface(socket).on('line', (line) => {
    if (message && line === '.') {
      messages.push(message.join('\n'));
      message = undefined;
      say('250 taken');
    } else if (message) message.push(line);
    else if (/^DATA/i.test(line)) {
      message = [];
      say('354 go on');
    } else say(/^QUIT/i.test(line) ? '221 bye' : '250 ok');
  });
}).listen(1025);

createHttpServer((_request, response) => {
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ messages }));
}).listen(8025);

process.once('SIGTERM', () => process.exit(0));
