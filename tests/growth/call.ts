import type { System } from './system.ts';

export interface Asked {
  token?: string;
  body?: object;
  headers?: Record<string, string>;
}

/** Sends a request; answers the body and the cookies of a success, throws at anything else. */
export async function call<T>(
  { pool }: Pick<System, 'pool'>,
  method: 'GET' | 'PUT' | 'POST',
  path: string,
  { token, body, headers = {} }: Asked = {},
): Promise<{ body: T; cookie: string }> {
  const answer = await pool.request({
    method,
    path,
    headers: {
      ...headers,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    body: body ? JSON.stringify(body) : null,
  });
  const text = await answer.body.text();
  if (answer.statusCode >= 300) throw new Error(`${method} ${path} was answered with ${answer.statusCode}: ${text}`);
  const [cookie = ''] = String(answer.headers['set-cookie'] ?? '').split(';');
  return { body: JSON.parse(text) as T, cookie };
}
