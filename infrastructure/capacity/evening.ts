import { EVENING } from '../../tests/load/evening.ts';
import { meet, prepare } from '../../tests/load/hooks.ts';

type Step = (typeof EVENING.flow)[number];
interface Request {
  name: string;
  url: string;
  capture?: { json: string; as: string }[];
}

/** Plays the load test's evening of one squad once, but for what is not asked of the tables; answers how often each operation was asked. */
export async function playEvening(
  origin: string,
  fetch: typeof globalThis.fetch,
  without: string[],
): Promise<Record<string, number>> {
  const evening = { vars: {} as Parameters<typeof meet>[0]['vars'] };
  const asked: Record<string, number> = {};
  await meet(evening);
  for (const step of EVENING.flow) await play(step);
  return asked;

  async function play(step: Step): Promise<void> {
    if ('parallel' in step) for (const one of step.parallel) await play(one);
    for (const method of ['get', 'post', 'put'] as const) {
      const request = method in step ? (step as Record<string, Request>)[method] : undefined;
      if (request && !without.includes(request.name)) await ask(method, { ...request });
    }
  }

  async function ask(method: string, request: Request & { headers?: Record<string, string>; json?: object }) {
    await prepare(request, evening);
    const vars: Record<string, unknown> = evening.vars;
    const url = origin + request.url.replace(/\{\{ (\w+) \}\}/g, (_, name: string) => String(vars[name]));
    const headers = { ...request.headers, ...(request.json && { 'content-type': 'application/json' }) };
    const answer = await fetch(url, { method, headers, ...(request.json && { body: JSON.stringify(request.json) }) });
    if (!answer.ok) throw new Error(`${request.name}: ${answer.status} ${await answer.text()}`);
    const body = (await answer.json()) as Record<string, unknown>;
    for (const { json, as } of request.capture ?? []) vars[as] = body[json.replace('$.', '')];
    asked[request.name] = (asked[request.name] ?? 0) + 1;
  }
}
