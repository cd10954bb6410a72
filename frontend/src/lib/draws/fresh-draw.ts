import type { Match } from '@besteam/contracts/matches';

let announced: Match | undefined;

/** Hands a draw just made to the screen that reveals it. */
export function announceDraw(match: Match): void {
  announced = match;
}

/** The draw just made, once: coming back later shows the teams without the show. */
export function takeFreshDraw(matchId: string): Match | undefined {
  const fresh = announced?.id === matchId ? announced : undefined;
  announced = undefined;
  return fresh;
}
