import type { IsGone, TokenVerifier } from './auth/actor.ts';
import type { OpenApiDocument } from './http/contract.ts';
import type { GuessingGuard } from './http/rate-limit.ts';

/** One microservice, composed and ready to be served: alone by its `main.ts`, or beside the others by `standalone`. */
export interface Service {
  name: string;
  /** Where its contract's paths hang, e.g. `/api/users/v1`. */
  prefix: string;
  /** The bundled OpenAPI document: it is the router and the validator. */
  contract: OpenApiDocument;
  /** By operationId. An operation without a handler answers 501. */
  handlers: Handlers;
  /** Tells this service's callers, where it need not ask for the keys (the users service issues the tokens). */
  tokens?: TokenVerifier;
  /** Asked of each token that this process sees for the first time: tokens outlive their accounts by some minutes. */
  isGone?: IsGone;
  /** What `/health/ready` asks, by the dependency's name; a check that rejects makes the service not ready. */
  dependencies: Record<string, () => Promise<void>>;
  /** Operations in which something can be guessed: their failures are counted per address. */
  guessing?: Record<string, GuessingGuard>;
  /** Starts consumers and relays; called once the server listens. */
  start(): Promise<void>;
  /** Ends what never ends by itself (live streams), before the server waits for its last answers. */
  drain?(): Promise<void>;
  /** Lets go of everything; called once the server has answered its last request. */
  stop(): Promise<void>;
}

/** Handlers typed by their own route shapes (generated from the contract) meet here, hence the loose parameter list. */
export type Handlers = { [operationId: string]: unknown };
