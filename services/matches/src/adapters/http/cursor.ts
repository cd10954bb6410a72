import { z } from 'zod';
import type { Position } from '../../application/ports.ts';
import { invalidQuery } from './request.ts';

const position = z.tuple([z.string().max(40), z.string().max(40)]);

/** A place in the list of matches, opaque to clients. */
export function cursorOf({ createdAt, matchId }: Position): string {
  return Buffer.from(JSON.stringify([createdAt, matchId])).toString('base64url');
}

/** Reads a cursor of ours; anything else is the caller's mistake (400). */
export function positionOf(cursor: string): Position {
  const parsed = position.safeParse(json(Buffer.from(cursor, 'base64url').toString()));
  if (!parsed.success) throw invalidQuery('cursor');
  const [createdAt, matchId] = parsed.data;
  return { createdAt, matchId };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
