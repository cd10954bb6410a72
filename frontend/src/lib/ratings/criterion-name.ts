import type { Criterion } from '@besteam/contracts/players';
import { m } from '#lib/paraglide/messages.js';

/** The default criterion is ours to translate; all others are in the squad's own words. */
export function criterionName(criterion: Criterion): string {
  return criterion.id === 'level' && criterion.name === 'Level' ? m.criterion_level() : criterion.name;
}
