import { requireRole } from './authority.ts';
import { duplicateCriteria } from './criteria.ts';
import { tidyName } from './names.ts';
import type { Refusal } from './refusal.ts';
import type { Criterion, Rules, Sport, Squad } from './squad.ts';

export interface SquadChange {
  name?: string | undefined;
  sport?: Sport | undefined;
  criteria?: readonly Criterion[] | undefined;
  rules?: { [rule in keyof Rules]?: Rules[rule] | undefined } | undefined;
}

/** The owner renames or configures the squad; what is not named stays. */
export function changeSettings(squad: Squad, by: string, change: SquadChange): Squad | Refusal {
  const refusal = requireRole(squad, by, 'owner') ?? duplicateCriteria(change.criteria ?? []);
  if (refusal) return refusal;
  return {
    ...squad,
    name: change.name === undefined ? squad.name : tidyName(change.name),
    sport: change.sport ?? squad.sport,
    criteria: change.criteria ?? squad.criteria,
    rules: {
      raters: change.rules?.raters ?? squad.rules.raters,
      numbers: change.rules?.numbers ?? squad.rules.numbers,
      approveClaims: change.rules?.approveClaims ?? squad.rules.approveClaims,
    },
  };
}

/** The owner replaces the join code; the old one is dead. */
export function replaceCode(squad: Squad, by: string, code: string): Squad | Refusal {
  return requireRole(squad, by, 'owner') ?? { ...squad, code };
}
