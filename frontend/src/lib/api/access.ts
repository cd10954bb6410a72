import { problemFrom } from './problem.ts';

/** What the users service answers when a session opens or is renewed. */
export type OpenedSession<Account> = { accessToken: string; expiresIn: number; account: Account };

type Outside<Account> = {
  fetch: typeof fetch;
  /** Runs one at a time across all tabs of this browser, so that two tabs never rotate the cookie at once. */
  exclusively: <T>(task: () => Promise<T>) => Promise<T>;
  /** Told whenever the account behind the token becomes known or is gone. */
  changed: (account: Account | undefined) => void;
  now?: () => number;
};

const refreshPath = '/api/users/v1/sessions/refresh';
/** Renewed a little early, so that a slow request does not arrive with a token just expired. */
const marginMs = 20_000;
const patienceMs = 15_000;

/**
 * Guards the access token: in memory only, renewed by the HttpOnly cookie, one renewal at a time.
 * `fetch` is to be used for every call that needs a session.
 */
export function createAccess<Account>(outside: Outside<Account>) {
  const now = outside.now ?? Date.now;
  let held: { token: string; until: number } | undefined;
  /** The cookie opens nothing, as far as this tab knows. */
  let refused = false;
  let renewing: Promise<boolean> | undefined;

  function accept(session: OpenedSession<Account>): void {
    held = { token: session.accessToken, until: now() + session.expiresIn * 1000 - marginMs };
    refused = false;
    outside.changed(session.account);
  }

  function forget(): void {
    held = undefined;
    refused = true;
    outside.changed(undefined);
  }

  async function refresh(): Promise<boolean> {
    // Other tabs wait for this one: it must not hang.
    const signal = AbortSignal.timeout(patienceMs);
    const response = await outside.fetch(refreshPath, { method: 'POST', credentials: 'same-origin', signal });
    if (response.ok) {
      accept(await response.json());
      return true;
    }
    if (response.status === 401 || response.status === 403) {
      forget();
      return false;
    }
    throw problemFrom(response.status, await response.json().catch(() => undefined));
  }

  /** True when there is a session afterwards, false when there is none; throws when that cannot be known now. */
  function renew(): Promise<boolean> {
    renewing ??= outside.exclusively(refresh).finally(() => {
      renewing = undefined;
    });
    return renewing;
  }

  /** True when there is a session; asks only while that is not known. Throws when it cannot be known now. */
  async function find(): Promise<boolean> {
    return held !== undefined || (!refused && (await renew()));
  }

  async function authorised(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init);
    if (held && held.until <= now()) await renew();
    const used = held?.token;
    const response = await outside.fetch(withToken(request.clone(), used));
    if (!(await refusesToken(response))) return response;
    const renewed = held?.token !== used || (await (used === undefined ? find() : renew()));
    return renewed ? outside.fetch(withToken(request, held?.token)) : response;
  }

  return { accept, forget, renew, find, fetch: authorised };
}

/** Also a wrong password is a 401: nothing that another token would change. */
async function refusesToken(response: Response): Promise<boolean> {
  if (response.status !== 401) return false;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  return problemFrom(401, body).kind === 'unauthorized';
}

function withToken(request: Request, token: string | undefined): Request {
  if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
  return request;
}
