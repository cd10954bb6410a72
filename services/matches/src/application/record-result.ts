import { played } from '../domain/result.ts';
import { type ChangePorts, changeMatch, type MatchCommand } from './change-match.ts';

/** Records how a match went. */
export function recordResult(ports: ChangePorts) {
  const change = changeMatch(ports);
  return (command: MatchCommand & { scores: number[]; even?: boolean | undefined }) =>
    change(command, ({ me, match }, now) => {
      const { scores, even } = command;
      return played(match, { scores, even, recordedBy: me.accountId, recordedAt: now });
    });
}
