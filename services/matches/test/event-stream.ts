import { Agent, fetch } from 'undici';
import type { Caller, MatchesSystem } from './system.ts';

export interface Told {
  id?: string;
  event: string;
  data: unknown;
}

/** A member's screen, listening. */
export interface EventStream {
  status: number;
  contentType: string | null;
  told: Told[];
  /** Resolves when the service has ended the stream. */
  ended: Promise<void>;
  close(): Promise<void>;
}

export async function listen(
  system: Pick<MatchesSystem, 'origin' | 'platform'>,
  caller: Caller,
  squadId: string,
  lastEventId?: string,
): Promise<EventStream> {
  const agent = new Agent({ connect: { ca: system.platform.tls.ca } });
  const leave = new AbortController();
  const response = await fetch(`${system.origin}/api/matches/v1/squads/${squadId}/events`, {
    headers: {
      authorization: `Bearer ${caller.token}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    dispatcher: agent,
    signal: leave.signal,
  });
  const told: Told[] = [];
  const ended = (async () => {
    let text = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body ?? []) {
        text += decoder.decode(chunk as Uint8Array, { stream: true });
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        told.push(...blocks.flatMap(parsed));
      }
    } catch (error) {
      if (!leave.signal.aborted) throw error;
    }
  })();
  ended.catch(() => undefined);
  return {
    status: response.status,
    contentType: response.headers.get('content-type'),
    told,
    ended,
    async close() {
      leave.abort();
      await ended;
      await agent.destroy();
    },
  };
}

function parsed(block: string): Told[] {
  const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)));
  const { event, data, id } = fields as Record<string, string | undefined>;
  if (event === undefined) return [];
  return [{ event, data: JSON.parse(data ?? 'null'), ...(id === undefined ? {} : { id }) }];
}
