import type { Draw } from '@besteam/contracts/matches';
import { m } from '#lib/paraglide/messages.js';

const words = { 'as-even-as-it-gets': m.grade_best, 'very-even': m.grade_very, even: m.grade_even };

/** How even teams are, in a word or two. */
export const gradeWord = (evenness: Draw['evenness']): string => words[evenness]();
