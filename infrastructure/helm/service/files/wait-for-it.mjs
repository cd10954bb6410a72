// Waits until every host:port given can be reached, one minute at most, then ends well; else names what is away.
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const end = Date.now() + 60_000;

for (const address of process.argv.slice(2)) {
  while (!(await reachable(address))) {
    if (Date.now() > end) throw new Error(`${address} cannot be reached`);
    console.log(`waiting for ${address}`);
    await wait(1000);
  }
}

function reachable(address) {
  const at = address.lastIndexOf(':');
  const socket = connect({ host: address.slice(0, at), port: Number(address.slice(at + 1)), timeout: 1000 });
  return new Promise((resolve) => {
    socket
      .once('connect', () => resolve(true))
      .once('error', () => resolve(false))
      .once('timeout', () => resolve(false));
  }).finally(() => socket.destroy());
}
