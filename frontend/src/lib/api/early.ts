/** What the start script (boot/boot.js) asked for before the app was there, by address. */
declare global {
  interface Window {
    early?: Map<string, Promise<Response>>;
  }
}

/** An answer older than this is asked for again. */
const freshMs = 10_000;

/** The browser's fetch; the first request of a kind gets the answer that the start script asked for, if it did. */
export const fetchOrEarly: typeof fetch = async (input, init) => {
  const request = input instanceof Request ? input : undefined;
  const method = request?.method ?? init?.method ?? 'GET';
  const url = new URL(request?.url ?? String(input), location.href);
  const address = url.pathname + url.search;
  const answer = window.early?.get(address);
  window.early?.delete(address);
  const usable = answer && performance.now() < freshMs && (method === 'GET' || address.endsWith('/sessions/refresh'));
  return usable ? answer : fetch(input, init);
};
