/** What happened around a squad lately, told by the matches service. Kept beside the squad: it changes no version. */
export interface Activity {
  readonly raters: number;
  readonly lastActivityAt?: string;
  readonly lastMatchAt?: string;
}

export const NO_ACTIVITY: Activity = { raters: 0 };
