import type { Finding } from './image-checks.ts';

const HTML = { headers: { accept: 'text/html' } };

/** The web app as the edge serves it: the page with its policy, hashed files for a year, an unknown address as the app's. */
export async function checkWebApp({
  origin,
  fetch,
}: {
  origin: string;
  fetch: typeof globalThis.fetch;
}): Promise<Finding[]> {
  const page = await fetch(`${origin}/`, HTML);
  const text = await page.text();
  const script = /\/_app\/immutable\/[\w./-]+\.js/.exec(await (await fetch(`${origin}/s/x`, HTML)).text())?.[0];
  const file = await fetch(`${origin}${script ?? '/none'}`);
  return [
    ['page', page.status === 200 && text.includes('<title>'), `/ is answered ${page.status}`],
    ['policy', /frame-ancestors 'none'/.test(page.headers.get('content-security-policy') ?? ''), '/ has no policy'],
    ['policy', text.includes('http-equiv="content-security-policy"'), '/ brings no policy for its scripts'],
    ['caching', page.headers.get('cache-control') === 'no-cache', '/ is not revalidated'],
    ['caching', /immutable/.test(file.headers.get('cache-control') ?? ''), `${script} is not kept`],
  ].flatMap(([check, met, message]) => (met ? [] : [{ check: String(check), message: String(message) }]));
}
