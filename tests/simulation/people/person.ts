import type { ServiceName } from '../deployment/deployment.ts';
import { NoAnswer, TokenRefused } from '../deployment/network.ts';
import type { Replica } from '../deployment/replicas.ts';
import { type Actor, actorOf } from '../deployment/tokens.ts';
import type { World } from '../world.ts';

/** Somebody with a device. What he knows he was told. */
export interface Person {
  number: number;
  token?: string | undefined;
  /** With which he registered. */
  email?: string | undefined;
  /** How often he changed his name. */
  names: number;
  /** A second device of this person, who signs in with it some day. */
  sameAs?: Person | undefined;
}

/** What everybody knows of a squad, right or wrong by now. */
export interface KnownSquad {
  id: string;
  code: string;
  playerIds: string[];
  memberIds: string[];
  matchIds: string[];
}

export interface Scene {
  world: World;
  people: Person[];
  squads: KnownSquad[];
  /** Everybody's, of now and before. */
  accountIds: string[];
}

export function actor(person: Person): Actor | undefined {
  return person.token === undefined ? undefined : actorOf(person.token);
}

/** Who calls, as the services' use cases want it. */
export interface Caller extends Actor {
  token: string;
  address: string;
}

/**
 * One request of a person, told of in the ledger's tally. Undefined when there was no answer or the answer was no; then
 * `refused` hears why.
 */
export async function request<S extends ServiceName, T>(
  { world }: Scene,
  person: Person,
  service: S,
  label: string,
  work: (replica: Replica[S], caller: Caller) => Promise<T>,
): Promise<{ answer: Accepted<T> } | undefined> {
  const { tally } = world.ledger;
  const token = person.token ?? '';
  const caller = { ...actorOf(token), token, address: `192.0.2.${person.number % 256}` };
  try {
    const answer: T = await world.network.ask({
      service,
      label: `${person.number} ${label}`,
      token: person.token,
      work: (replica) => work(replica, caller),
    });
    if (isAccepted(answer)) {
      tally.acknowledged += 1;
      return { answer };
    }
    tally.refused += 1;
    world.kernel.trace.add('refused', label, JSON.stringify(answer));
  } catch (error) {
    if (error instanceof TokenRefused) tally.refused += 1;
    else if (error instanceof NoAnswer) tally.unanswered += 1;
    else throw error;
  }
  return undefined;
}

type Accepted<T> = Exclude<T, { kind: 'refused' }>;

function isAccepted<T>(answer: T): answer is Accepted<T> {
  return !(typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'refused');
}
