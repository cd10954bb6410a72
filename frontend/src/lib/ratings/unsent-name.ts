/** The name by which this device remembers what was rated in a squad and is not sent. */
export const unsentName = (squadId: string): string => `unsent-ratings.${squadId}`;
