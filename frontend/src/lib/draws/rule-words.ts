import type { Rule } from '@besteam/contracts/matches';
import { listed } from '#lib/i18n/formats.ts';
import { m } from '#lib/paraglide/messages.js';
import { goalkeeper } from './rules.ts';
import { teamLetter } from './team-sizes.ts';

/** A rule as somebody would say it: "Ana and Luis apart". */
export function ruleWords(rule: Rule, nameOf: (id: string) => string): string {
  switch (rule.kind) {
    case 'together':
      return m.rule_words_together({ names: listed(rule.players.map(nameOf)) });
    case 'apart':
      return m.rule_words_apart({ names: listed(rule.players.map(nameOf)) });
    case 'fixed':
      return m.rule_words_fixed({ name: nameOf(rule.player), letter: teamLetter(rule.team) });
    case 'spread':
      return rule.tag === goalkeeper ? m.rule_words_spread() : m.rule_words_spread_tag({ tag: rule.tag });
  }
}
