import type { FastifyInstance, HTTPMethods } from 'fastify';
import type { Operation } from './contract.ts';
import { HttpProblem } from './problem.ts';

const ALL: HTTPMethods[] = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS'];

/** Answers 405 with `Allow` for every method the contract does not give an address, before anything is read. */
export function refuseOtherMethods(instance: FastifyInstance, operations: Iterable<Operation>): void {
  const allowed = new Map<string, Set<string>>();
  for (const { url, method } of operations) allowed.set(url, (allowed.get(url) ?? new Set()).add(method));
  for (const [url, methods] of allowed) {
    const allow = [...methods, ...(methods.has('GET') ? ['HEAD'] : [])].sort().join(', ');
    const refuse = async () => {
      throw new HttpProblem({
        status: 405,
        slug: 'method-not-allowed',
        title: 'This address does not know the method',
        detail: `Use ${allow}.`,
        headers: { allow },
      });
    };
    const method = ALL.filter((candidate) => !methods.has(candidate));
    instance.route({ method, url, onRequest: refuse, handler: refuse });
  }
}
