import type { Problem } from './problem.ts';
import { hex, sha256 } from './sha256.ts';
import type { DrawInput } from './types.ts';

/** SHA-256 of everything the draw depends on, in an order of its own, so that the order of the input does not matter. */
export function fingerprint(input: DrawInput, problem: Problem): string {
  const players = problem.players.map(({ id, tags }, index) => [id, problem.values[index], (tags ?? []).toSorted()]);
  const rules = problem.rules.map((rule) => {
    switch (rule.kind) {
      case 'fixed':
        return [rule.kind, rule.player, rule.team];
      case 'spread':
        return [rule.kind, rule.tag];
      default:
        return [rule.kind, rule.players];
    }
  });
  const { teams, balance } = problem.shape;
  const settings = [teams, balance, input.tolerance ?? null, input.timeLimitMs ?? null, input.seed];
  return hex(sha256(JSON.stringify([players, rules, settings, input.avoid ?? []])));
}
