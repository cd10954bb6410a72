import type { Draw, RuleCost } from '@besteam/contracts/matches';
import { amount, figure } from '#lib/i18n/formats.ts';
import { m } from '#lib/paraglide/messages.js';
import { type EvennessStory, evennessStory } from './evenness.ts';
import { ruleWords } from './rule-words.ts';

const grades = { 'as-even-as-it-gets': m.grade_best_why, 'very-even': m.grade_very_why, even: m.grade_even_why };

/** How even the draw is and how sure that is, in one or two sentences. */
export function evennessWords(story: EvennessStory): string {
  switch (story.kind) {
    case 'graded':
      return grades[story.evenness]();
    case 'only':
      return m.why_only({ best: figure(story.best) });
    case 'best-found':
      return m.why_best_found({ best: figure(story.best), bound: figure(story.bound) });
    case 'one-of': {
      const inputs = { count: amount(story.count), tolerance: figure(story.tolerance), best: figure(story.best) };
      return story.exact ? m.why_one_of(inputs) : m.why_one_of_about(inputs);
    }
  }
}

/** Everything that answers "why these teams?", one paragraph each. */
export function whyWords(draw: Draw, nameOf: (id: string) => string): string[] {
  const costs = (draw.costs ?? []).flatMap((cost) => {
    const rule = draw.constraints?.[cost.rule];
    return rule ? [costWords(cost, ruleWords(rule, nameOf))] : [];
  });
  const story = evennessStory(draw);
  const numbers = story.kind === 'graded' ? [m.numbers_kept()] : [m.why_level()];
  const totals = draw.balance === 'totals' ? [m.why_totals()] : [];
  return [...teamsWords(draw, story), ...totals, ...costs, ...numbers];
}

/** The certificate is of the teams as drawn; once they are adjusted by hand, only the gap is still theirs. */
function teamsWords({ adjustedByHand, gap }: Draw, story: EvennessStory): string[] {
  if (adjustedByHand) return gap === undefined ? [evennessWords(story)] : [m.why_adjusted({ gap: figure(gap) })];
  const chanceSaid = story.kind === 'one-of' || story.kind === 'only';
  return chanceSaid ? [evennessWords(story)] : [evennessWords(story), m.why_random()];
}

function costWords(cost: RuleCost, rule: string): string {
  if (cost.price === 'free') return sentence(m.cost_free({ rule }));
  if (cost.gap !== undefined) return sentence(m.cost_of_rule({ rule, gap: figure(cost.gap) }));
  return sentence({ small: m.cost_small, noticeable: m.cost_noticeable, high: m.cost_high }[cost.price]({ rule }));
}

const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
