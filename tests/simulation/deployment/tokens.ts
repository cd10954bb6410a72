/** Who calls, as a token of the simulation says. */
export interface Actor {
  accountId: string;
  kind: 'guest' | 'registered';
}

export function tokenOf({ id, kind }: { id: string; kind: Actor['kind'] }): string {
  return `${kind} ${id}`;
}

export function actorOf(token: string): Actor {
  const [kind, accountId = ''] = token.split(' ');
  return { accountId, kind: kind === 'guest' ? 'guest' : 'registered' };
}
