import type { Caller, Ports, SummaryPage } from './ports.ts';

/** The squads that the caller owns or joined, a page at a time. */
export function listMySquads({ mySquads }: Pick<Ports, 'mySquads'>) {
  return ({
    caller,
    limit,
    cursor,
  }: {
    caller: Caller;
    limit: number;
    cursor?: string | undefined;
  }): Promise<SummaryPage> => mySquads.page(caller.accountId, limit, cursor);
}
