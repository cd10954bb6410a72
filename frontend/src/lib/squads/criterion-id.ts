/** A free id for something new to rate: `c1`, `c2` … It stays when the name changes, and the ratings with it. */
export function newCriterionId(taken: string[]): string {
  let number = 1;
  while (taken.includes(`c${number}`)) number += 1;
  return `c${number}`;
}
