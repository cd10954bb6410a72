import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { openStream } from './event-stream.ts';

/** An answer to a client who reads nothing. */
function toSlowClient(): ServerResponse {
  return new ServerResponse(new IncomingMessage(new Socket()));
}

it('drops a client who does not read, instead of keeping everything for him', () => {
  const response = toSlowClient();
  const stream = openStream(response, {}, Date.now() / 1000 + 60);
  const happening = { id: 'x'.repeat(1000), event: 'squad' as const, data: { version: 1 } };
  for (let told = 0; told < 60; told++) stream.tell(happening);
  expect(response.destroyed).toBe(false);
  for (let told = 0; told < 10; told++) stream.tell(happening);
  expect(response.destroyed).toBe(true);
  response.emit('close');
});
