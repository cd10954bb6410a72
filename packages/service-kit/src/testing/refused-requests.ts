import type { OpenApiDocument } from '../http/contract.ts';
import { type SampledOperation, sampledOperations } from './contract-samples.ts';

/** A request that the chassis has to refuse before the operation's own code sees it. */
export interface RefusedRequest {
  operationId: string;
  /** What is wrong with it, to complete "… is refused: ". */
  fault: string;
  status: number;
  /** The last part of the problem's type. */
  slug: string;
  /** A field that the problem must name. */
  field?: string;
  /** Below the service's prefix. */
  path: string;
  init: RequestInit & { headers: Record<string, string> };
  /** Whether it comes with the token of a caller who may call the operation. */
  signedIn: boolean;
}

type Attempt = Pick<RefusedRequest, 'fault' | 'status' | 'slug' | 'signedIn'> & {
  path?: string;
  method?: string;
  body?: string | undefined;
  mediaType?: string;
  token?: string;
  field?: string;
};

/** The chassis takes no larger body. */
const MOST_BYTES = 64 * 1024;
const NO_TOKEN_OF_OURS = 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJub2JvZHkifQ.c2lnbmF0dXJl';

/**
 * What every operation of a contract must refuse, whatever it does: malformed JSON, another media type, more than
 * 64 kB, unknown properties and parameters, no token, a bad one (also with a bad body), methods that it does not have.
 * Made of the contract, so a new operation is covered at once.
 */
export function refusedRequests(contract: OpenApiDocument): RefusedRequest[] {
  const operations = sampledOperations(contract);
  return operations.flatMap((operation) =>
    [...parameterFaults(operation), ...bodyFaults(operation), ...tokenFaults(operation)]
      .concat(methodFault(operation, operations))
      .map((attempt) => requestOf(operation, attempt)),
  );
}

/** A plain request of every operation, for limits that do not care what it says. */
export function plainRequests(contract: OpenApiDocument): Pick<RefusedRequest, 'operationId' | 'path' | 'init'>[] {
  return sampledOperations(contract).map((operation) =>
    requestOf(operation, { fault: '', status: 200, slug: '', signedIn: true }),
  );
}

function parameterFaults({ path }: SampledOperation): Attempt[] {
  const surplus = `${path}${path.includes('?') ? '&' : '?'}surplus=1`;
  const wrong = { status: 400, slug: 'invalid-request', field: 'query/surplus', signedIn: true };
  return [{ ...wrong, fault: 'an unknown query parameter', path: surplus }];
}

function bodyFaults({ body }: SampledOperation): Attempt[] {
  if (!body) return [];
  const wrong = { status: 400, slug: 'invalid-request', signedIn: true };
  const surplus = { ...Object(body.sample), surplus: 1 };
  const one = Object.keys(surplus).length > (body.mostProperties ?? Number.POSITIVE_INFINITY) ? 'body' : 'body/surplus';
  const large = JSON.stringify({ surplus: 'x'.repeat(MOST_BYTES) });
  return [
    { ...wrong, fault: 'malformed JSON', slug: 'malformed-json', body: '{"a":' },
    { ...wrong, fault: 'an unknown property', field: one, body: JSON.stringify(surplus) },
    { ...wrong, fault: 'a list instead of an object', body: '[]' },
    ...(body.required ? [{ ...wrong, fault: 'no body', body: undefined }] : []),
    { ...wrong, fault: 'another media type', status: 415, slug: 'unsupported-media-type', mediaType: 'text/plain' },
    { ...wrong, fault: 'more than 64 kB', status: 413, slug: 'body-too-large', body: large },
  ];
}

function tokenFaults({ token, body }: SampledOperation): Attempt[] {
  if (token === 'none') return [];
  const wrong = { status: 401, slug: 'unauthorized', signedIn: false };
  const bad = { ...wrong, token: NO_TOKEN_OF_OURS };
  return [
    ...(token === 'required' ? [{ ...wrong, fault: 'no token' }] : []),
    { ...bad, fault: 'a token of nobody’s' },
    ...(body ? [{ ...bad, fault: 'a token of nobody’s, whatever the body', body: '{"a":' }] : []),
  ];
}

function methodFault({ path }: SampledOperation, all: SampledOperation[]): Attempt[] {
  const known = all.filter((other) => other.path.split('?')[0] === path.split('?')[0]).map(({ method }) => method);
  const method = ['PATCH', 'PUT', 'DELETE', 'POST'].find((candidate) => !known.includes(candidate));
  const wrong = { status: 405, slug: 'method-not-allowed', signedIn: true };
  return method ? [{ ...wrong, fault: `the method ${method}`, method }] : [];
}

function requestOf({ operationId, method, path, body }: SampledOperation, attempt: Attempt): RefusedRequest {
  const { fault, status, slug, field, signedIn, token, mediaType = 'application/json' } = attempt;
  const sent = 'body' in attempt ? attempt.body : body && JSON.stringify(body.sample);
  return {
    operationId,
    fault,
    status,
    slug,
    ...(field === undefined ? {} : { field }),
    path: attempt.path ?? path,
    init: {
      method: attempt.method ?? method,
      headers: {
        ...(sent === undefined ? {} : { 'content-type': mediaType }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(sent === undefined ? {} : { body: sent }),
    },
    signedIn,
  };
}
