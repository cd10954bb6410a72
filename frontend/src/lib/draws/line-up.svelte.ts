import type { Balance, Extra, NewDraw, Rule } from '@besteam/contracts/matches';
import type { Squad } from '@besteam/contracts/players';
import { recall, remember } from '#lib/device/memory.ts';
import { namesRinger, ringerId } from './ringers.ts';
import { type Entrant, goalkeeper, rulesInPlay, sameRule } from './rules.ts';
import { mostTeams, teamSizes } from './team-sizes.ts';

type Remembered = { playing: string[]; known: string[]; teams: number; rules: Rule[]; balance?: Balance };

/** Who plays, in how many teams, under which rules: what one prepares before a draw, remembered for next week. */
export function lineUp(squad: () => Squad, preselected?: string[]) {
  const name = `line-up.${squad().id}`;
  // Written below and by nothing else.
  const last = recall(name) as Remembered | undefined;
  const everyone = squad().players.map((player) => player.id);
  // Who is new since last time plays unless somebody says otherwise.
  const start = last ? everyone.filter((id) => last.playing.includes(id) || !last.known.includes(id)) : everyone;
  let playing = $state.raw(new Set(preselected ?? start));
  let teams = $state(last?.teams ?? 2);
  let rules = $state.raw<Rule[]>(last?.rules ?? []);
  let balance = $state<Balance>(last?.balance ?? 'means');
  let extras = $state.raw<Extra[]>([]);

  const entrants = $derived<Entrant[]>([
    ...squad().players.map(({ id, name: called, positions }) => ({
      id,
      name: called,
      goalkeeper: positions.includes(goalkeeper),
      ringer: false,
    })),
    ...extras.map((extra, index) => ({ id: ringerId(index), name: extra.name, goalkeeper: false, ringer: true })),
  ]);
  const inPlay = $derived(entrants.filter((entrant) => entrant.ringer || playing.has(entrant.id)));
  const count = $derived(inPlay.length);
  const chosenTeams = $derived(Math.min(teams, mostTeams(count)));
  const sizes = $derived(teamSizes(count, chosenTeams));
  const uneven = $derived(sizes[0] !== sizes.at(-1));
  const compared = $derived<Balance>(uneven ? balance : 'means');
  const active = $derived(rulesInPlay(rules, new Set(inPlay.map((entrant) => entrant.id)), chosenTeams));

  function keep(): void {
    const known = squad().players.map((player) => player.id);
    // Who answered for one match is not who usually plays.
    const usual = preselected ? { playing: start, known: last?.known ?? known } : { playing: [...playing], known };
    // Ringers are of one match: a rule about them is not for next week.
    const lasting = rules.filter((rule) => !namesRinger(rule));
    remember(name, { ...usual, teams, rules: lasting, balance } satisfies Remembered);
  }

  return {
    get entrants() {
      return entrants;
    },
    get inPlay() {
      return inPlay;
    },
    get count() {
      return count;
    },
    get teams() {
      return chosenTeams;
    },
    get sizes() {
      return sizes;
    },
    get most() {
      return mostTeams(count);
    },
    /** Whether some team has one player more: only then does it matter what is made even. */
    get uneven() {
      return uneven;
    },
    get balance() {
      return compared;
    },
    get rules() {
      return active;
    },
    get extras() {
      return extras;
    },
    plays: (id: string) => playing.has(id),
    toggle(id: string): void {
      const next = new Set(playing);
      if (!next.delete(id)) next.add(id);
      playing = next;
      keep();
    },
    all(yes: boolean): void {
      playing = new Set(yes ? squad().players.map((player) => player.id) : []);
      keep();
    },
    setTeams(wanted: number): void {
      teams = wanted;
      keep();
    },
    setBalance(wanted: Balance): void {
      balance = wanted;
      keep();
    },
    addRule(rule: Rule): void {
      if (!rules.some((known) => sameRule(known, rule))) rules = [...rules, rule];
      keep();
    },
    removeRule(rule: Rule): void {
      rules = rules.filter(
        (known) =>
          !sameRule(known, rule) &&
          !rulesInPlay([known], new Set(inPlay.map((entrant) => entrant.id)), chosenTeams).some((shown) =>
            sameRule(shown, rule),
          ),
      );
      keep();
    },
    addExtra(extra: Extra): void {
      extras = [...extras, extra];
    },
    /** Later ringers move up one number, so rules about ringers go with the first that leaves. */
    removeExtra(index: number): void {
      extras = extras.filter((_, at) => at !== index);
      rules = rules.filter((rule) => !namesRinger(rule));
    },
    request(): NewDraw {
      return {
        playerIds: inPlay.filter((entrant) => !entrant.ringer).map((entrant) => entrant.id),
        teams: chosenTeams,
        // All of it: a match that was drawn before keeps what is left out.
        constraints: active,
        extras,
        balance: compared,
      };
    },
  };
}

export type LineUp = ReturnType<typeof lineUp>;
