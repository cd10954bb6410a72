import { readFile } from 'node:fs/promises';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** A recorded request of API Gateway, with what differs from run to run filled in: `{token}`, `{squadId}` and so on. */
export async function recorded(name: string, fill: Record<string, string> = {}): Promise<APIGatewayProxyEventV2> {
  const text = await readFile(new URL(`events/${name}.json`, import.meta.url), 'utf8');
  return JSON.parse(text, (_, value: unknown) =>
    typeof value === 'string' ? value.replace(/\{(\w+)\}/g, (whole, key: string) => fill[key] ?? whole) : value,
  );
}
