import { squadDto } from '../../../services/players/src/adapters/http/squad-dto.ts';
import { isRefusal } from '../../../services/players/src/domain/refusal.ts';
import { type Kernel, type Machine, runOn } from '../kernel/kernel.ts';
import type { Weather } from '../kernel/weather.ts';
import type { Deployment, ServiceName } from './deployment.ts';
import type { Replica } from './replicas.ts';
import { actorOf } from './tokens.ts';

/** The caller never learned what became of the request: it may have been done, now or later, or not. */
export class NoAnswer extends Error {}
/** The token's account is known to be gone. */
export class TokenRefused extends Error {}

const PATIENCE_MS = 9000;

export interface Network {
  /** Asks some replica of the service to do the work; `asker` is the process that asks, if it is one. */
  ask<S extends ServiceName, T>(question: {
    service: S;
    label: string;
    token?: string | undefined;
    asker?: Machine | undefined;
    work(replica: Replica[S]): Promise<T>;
  }): Promise<T>;
  /** What a process of the matches service asks the players service with. */
  fetchOf(machine: Machine): typeof fetch;
}

/** Requests and answers between people and services, and between services: slow, or lost. */
export function network(kernel: Kernel, weather: Weather, deployment: () => Deployment): Network {
  const { random } = kernel;
  const ask: Network['ask'] = ({ service, label, token, asker, work }) =>
    new Promise((resolve, reject) => {
      const noAnswer = (why: string) => () => reject(new NoAnswer(why));
      const patience = kernel.after(PATIENCE_MS, `${label} waited too long`, noAnswer('too late'), asker);
      const answer = (settle: () => void, what: string) => {
        if (random.chance(weather.answerLost)) return;
        const arrives = () => {
          kernel.cancel(patience);
          settle();
        };
        kernel.after(random.between(0.5, 10), what, arrives, asker);
      };
      kernel.after(random.between(0.5, 10), label, () => {
        const found = deployment().some(service);
        if (!found) return answer(noAnswer('nobody there'), `${label}: 503`);
        const { machine, replica, refused } = found;
        if (token !== undefined && refused.has(actorOf(token).accountId))
          return answer(() => reject(new TokenRefused()), `${label}: 401`);
        const done = runOn(machine, () => work(replica));
        return done.then(
          (value) => answer(() => resolve(value), `${label}: answered`),
          (error: unknown) => answer(() => reject(new NoAnswer(String(error), { cause: error })), `${label}: failed`),
        );
      });
    });

  const fetchOf = (machine: Machine) =>
    (async (url: string, init: { headers: { authorization: string } }) => {
      const token = init.headers.authorization.slice('Bearer '.length);
      const caller = actorOf(token);
      const squadId = decodeURIComponent(url.slice(url.lastIndexOf('/') + 1));
      const found = await ask({
        service: 'players',
        label: `${machine.name} asks for a squad`,
        token,
        asker: machine,
        work: ({ useCases }) => useCases.getSquad({ caller, squadId }),
      });
      if (isRefusal(found)) return { status: found.reason === 'removed-from-squad' ? 403 : 404, body: null };
      const text = JSON.stringify(squadDto(found, caller.accountId));
      return { status: 200, json: async () => JSON.parse(text) };
    }) as unknown as typeof fetch;

  return { ask, fetchOf };
}
