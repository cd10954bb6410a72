import { hostname, networkInterfaces } from 'node:os';

/** What a browser may call this machine. */
export interface MachineNames {
  hosts: string[];
  addresses: string[];
}

/** localhost, the host's name (also as multicast DNS tells it), and every address a neighbour can reach. */
export function machineNames(): MachineNames {
  const name = hostname();
  const named = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(name) ? [name] : [];
  const multicast = named.filter((host) => !host.includes('.')).map((host) => `${host}.local`);
  return {
    hosts: [...new Set(['localhost', ...named, ...multicast])],
    addresses: [...new Set(['127.0.0.1', '::1', ...outerAddresses()])],
  };
}

function outerAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
    .map(({ address }) => address);
}
