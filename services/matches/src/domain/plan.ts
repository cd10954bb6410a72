import type { Match, Plan } from './match.ts';
import { isOver, mustLookAfter } from './permission.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Member } from './squad.ts';

/** What is left out stays; null takes it away. */
export type PlanChange = { [Field in keyof Plan]: Plan[Field] | null };

/** What is wrong with a plan that the contract's schema lets through. */
export function planProblem({ timeZone, teams, capacity }: Plan): Refusal | undefined {
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    return refuse('impossible-plan', `There is no time zone ${timeZone}.`, [
      { path: 'body/timeZone', message: 'is no IANA time zone' },
    ]);
  }
  if (teams !== undefined && capacity !== undefined && capacity < teams) {
    return refuse('impossible-plan', `${capacity} places are too few for ${teams} teams.`, [
      { path: 'body/capacity', message: 'is less than the teams' },
    ]);
  }
  return undefined;
}

/** The match under a changed plan. A larger capacity promotes reserves by itself. */
export function replanned(me: Member, match: Match, change: PlanChange): Match | Refusal {
  const refusal = mustLookAfter(me, match) ?? isOver(match);
  if (refusal) return refusal;
  const plan = changed(match.plan, change);
  return planProblem(plan) ?? { ...match, plan };
}

function changed(plan: Plan, change: PlanChange): Plan {
  const said = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return Object.fromEntries(Object.entries({ ...plan, ...said }).filter(([, value]) => value !== null));
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
