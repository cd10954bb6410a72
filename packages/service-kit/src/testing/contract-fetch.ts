import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { OpenApiDocument } from '../http/contract.ts';

interface DocumentedOperation {
  operationId: string;
  responses: Record<string, { headers?: Record<string, object>; content?: Record<string, { schema?: object }> }>;
}

interface CheckedRoute {
  method: string;
  path: RegExp;
  operation: DocumentedOperation;
}

export interface ContractFetchOptions {
  contract: OpenApiDocument;
  /** Where the service listens, e.g. `https://localhost:40123`. */
  origin: string;
  /** The contract's prefix, e.g. `/api/users/v1`. */
  prefix: string;
  fetch: typeof fetch;
  token?: string | undefined;
}

/**
 * A fetch for tests, to give to a generated client or to call with a path below the prefix. Every response is judged
 * by the contract: an undocumented status, media type, body or cookie throws.
 */
export function contractFetch(options: ContractFetchOptions): typeof fetch {
  const routes = routesOf(options.contract);
  const check = responseChecker();
  return async (input, init) => {
    const request = await requestOf(input, init, options);
    const response = await options.fetch(request.url, request.init);
    const path = new URL(request.url).pathname.slice(options.prefix.length);
    const route = routes.find((candidate) => candidate.method === request.init.method && candidate.path.test(path));
    if (route) await check(route.operation, response.clone());
    return response;
  };
}

async function requestOf(
  input: Parameters<typeof fetch>[0],
  init: RequestInit | undefined,
  options: ContractFetchOptions,
) {
  const relative = typeof input === 'string' && input.startsWith('/');
  const request = new Request(relative ? options.origin + options.prefix + input : input, init);
  const headers = new Headers(request.headers);
  if (options.token && !headers.has('authorization')) headers.set('authorization', `Bearer ${options.token}`);
  if (init?.body === undefined && request.body === null) headers.delete('content-type');
  const body = request.body === null ? null : await request.text();
  const { url, method, signal } = request;
  return { url, init: { method, headers: [...headers] as [string, string][], body, signal } };
}

function routesOf(contract: OpenApiDocument): CheckedRoute[] {
  return Object.entries(contract.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => method !== 'parameters')
      .map(([method, operation]) => ({
        method: method.toUpperCase(),
        path: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/{\w+}/g, '[^/]+')}$`),
        operation: operation as DocumentedOperation,
      })),
  );
}

function responseChecker() {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const compiled = new WeakMap<object, ValidateFunction>();
  return async (operation: DocumentedOperation, response: Response): Promise<void> => {
    const label = `${operation.operationId} answered ${response.status}`;
    const documented = operation.responses[String(response.status)] ?? operation.responses['default'];
    if (!documented) throw new Error(`${label}, which its contract does not know: ${await response.text()}`);
    if (response.headers.has('set-cookie') && !documented.headers?.['Set-Cookie']) {
      throw new Error(`${label} with a cookie its contract does not know`);
    }
    const media = response.headers.get('content-type')?.split(';')[0] ?? '';
    const text = await bodyOf(response, media);
    if (!documented.content) {
      if (text !== '') throw new Error(`${label} with a body its contract does not know: ${text}`);
      return;
    }
    const content = documented.content[media];
    if (!content) throw new Error(`${label} as ${media || 'nothing'}, which its contract does not know`);
    if (!content.schema || !media.endsWith('json')) return;
    const validate = compiled.get(content.schema) ?? ajv.compile(content.schema);
    compiled.set(content.schema, validate);
    if (!validate(JSON.parse(text))) throw new Error(`${label}: ${ajv.errorsText(validate.errors)} in ${text}`);
  };
}

async function bodyOf(response: Response, media: string): Promise<string> {
  if (media !== 'text/event-stream') return response.text();
  // Of two readers of a stream the first to leave waits for the other: nobody waits for this one.
  response.body?.cancel().catch(() => undefined);
  return '';
}
