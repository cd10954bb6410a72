import type { Problem } from './problem.ts';
import type { Rule } from './types.ts';

/** Players that the rules weld together; most have one member. */
export interface Item {
  /** Indices of players, ascending. */
  readonly members: readonly number[];
  readonly size: number;
  /** Sum of the members' levels in 0.01. */
  readonly sum: number;
  /** Index of the team a rule fixes it to, or −1. */
  readonly team: number;
}

/** Every team gets at least `low` and at most `high` players of the group. */
export interface Group {
  /** How many of the group are in each item. */
  readonly counts: readonly number[];
  readonly total: number;
  readonly low: number;
  readonly high: number;
}

/** The rules, compiled: a split keeps them if and only if it is a packing of items without conflicts and within groups. */
export interface Layout {
  readonly items: readonly Item[];
  /** Items that may not share a team with item i. */
  readonly conflicts: readonly ReadonlySet<number>[];
  readonly groups: readonly Group[];
}

/** A group of players given by index, on top of the rules (stars apart). */
export interface PlayerGroup {
  readonly members: readonly number[];
  readonly low: number;
  readonly high: number;
}

/** Compiles some rules; undefined when two of them contradict each other at once. */
export function layOut(
  problem: Problem,
  rules: readonly Rule[],
  extra: readonly PlayerGroup[] = [],
): Layout | undefined {
  const welds = weld(problem, rules);
  const items = collectItems(problem, rules, welds);
  if (items === undefined) return undefined;
  const conflicts = items.map(() => new Set<number>());
  for (const rule of rules) {
    if (rule.kind !== 'apart') continue;
    const parts = rule.players.map((id) =>
      items.findIndex(({ members }) => members.includes(problem.indexOf.get(id) ?? -1)),
    );
    if (new Set(parts).size < parts.length) return undefined;
    for (const a of parts) for (const b of parts) if (a !== b) conflicts[a]?.add(b);
  }
  for (const [a, item] of items.entries()) {
    if (item.team < 0) continue;
    for (const [b, other] of items.entries()) if (other.team >= 0 && a !== b) conflicts[a]?.add(b);
  }
  const groups = [...spreadGroups(problem, rules), ...extra].map(({ members, low, high }) => {
    const counts = items.map((item) => item.members.filter((member) => members.includes(member)).length);
    return { counts, total: members.length, low, high };
  });
  return { items, conflicts, groups };
}

/** Union-find over players and teams: `together` and `fixed` both weld. */
function weld(problem: Problem, rules: readonly Rule[]): (node: number) => number {
  const parent = Array.from({ length: problem.shape.players + problem.shape.teams }, (_, node) => node);
  const find = (node: number): number => {
    let root = node;
    while (parent[root] !== root) root = parent[root] ?? root;
    parent[node] = root;
    return root;
  };
  const join = (a: number, b: number) => {
    const [x, y] = [find(a), find(b)];
    parent[Math.max(x, y)] = Math.min(x, y);
  };
  for (const rule of rules) {
    if (rule.kind === 'fixed') join(problem.indexOf.get(rule.player) ?? 0, problem.shape.players + rule.team);
    if (rule.kind !== 'together') continue;
    const [first, ...rest] = rule.players.map((id) => problem.indexOf.get(id) ?? 0);
    for (const other of rest) join(first ?? other, other);
  }
  return find;
}

function collectItems(problem: Problem, rules: readonly Rule[], find: (node: number) => number): Item[] | undefined {
  const members = new Map<number, number[]>();
  for (let player = 0; player < problem.shape.players; player++) {
    const root = find(player);
    const list = members.get(root);
    if (list) list.push(player);
    else members.set(root, [player]);
  }
  const team = new Map<number, number>();
  for (const rule of rules) {
    if (rule.kind !== 'fixed') continue;
    const root = find(problem.shape.players + rule.team);
    if ((team.get(root) ?? rule.team) !== rule.team) return undefined;
    team.set(root, rule.team);
  }
  return [...members].map(([root, list]) => ({
    members: list,
    size: list.length,
    sum: list.reduce((sum, player) => sum + (problem.values[player] ?? 0), 0),
    team: team.get(root) ?? -1,
  }));
}

function spreadGroups(problem: Problem, rules: readonly Rule[]): PlayerGroup[] {
  const tags = new Set(rules.flatMap((rule) => (rule.kind === 'spread' ? [rule.tag] : [])));
  return [...tags].map((tag) => {
    const members = problem.players.flatMap((player, index) => (player.tags?.includes(tag) ? [index] : []));
    const share = members.length / problem.shape.teams;
    return { members, low: Math.floor(share), high: Math.ceil(share) };
  });
}
