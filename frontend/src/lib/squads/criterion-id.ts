/**
 * An id for something new to rate, never used before: ratings outlive what they were given in, and must not become those
 * of another thing. It stays when the name changes, and the ratings with it.
 */
export function newCriterionId(): string {
  return `c-${crypto.randomUUID().slice(0, 8)}`;
}
