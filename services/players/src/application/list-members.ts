import { isRefusal, type Refusal } from '../domain/refusal.ts';
import type { Member, RemovedAccount, Squad } from '../domain/squad.ts';
import type { Caller, Ports } from './ports.ts';
import { readAs } from './read-as.ts';

export interface ListMembers {
  caller: Caller;
  squadId: string;
  limit: number;
  /** The last account of the page before. */
  after?: string | undefined;
}

export interface MembersPage {
  squad: Squad;
  members: Member[];
  /** On the first page. */
  removed?: readonly RemovedAccount[];
  next?: string;
}

/** The members by account, a page at a time, for organisers and the owner. */
export function listMembers(ports: Pick<Ports, 'recentSquads'>) {
  return async ({ caller, squadId, limit, after }: ListMembers): Promise<MembersPage | Refusal> => {
    const found = await readAs('organiser', ports, squadId, caller.accountId);
    if (isRefusal(found)) return found;
    const { squad } = found;
    const rest = Object.values(squad.members)
      .sort((a, b) => (a.accountId < b.accountId ? -1 : 1))
      .filter(({ accountId }) => after === undefined || accountId > after);
    const members = rest.slice(0, limit);
    const last = members.at(-1);
    return {
      squad,
      members,
      ...(after === undefined ? { removed: squad.removed } : {}),
      ...(last && rest.length > limit ? { next: last.accountId } : {}),
    };
  };
}
