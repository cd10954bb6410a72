export const highest = 5;
export const halfStep = 0.5;

/** The half-step nearest to a place on the scale, 0 at its left end and 1 at its right. */
export function ratingAt(place: number): number {
  const clamped = Math.min(1, Math.max(0, place));
  return Math.round((clamped * highest) / halfStep) * halfStep;
}

/** What a key does to a rating; undefined when it means nothing here, null when it takes the rating away. */
export function ratingAfterKey(key: string, rating: number | undefined): number | null | undefined {
  const from = rating ?? 2.5;
  if (/^[0-5]$/.test(key)) return Number(key);
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return rating === undefined ? from : Math.min(highest, from + halfStep);
    case 'ArrowLeft':
    case 'ArrowDown':
      return rating === undefined ? from : Math.max(0, from - halfStep);
    case 'PageUp':
      return Math.min(highest, from + 1);
    case 'PageDown':
      return Math.max(0, from - 1);
    case 'Home':
      return 0;
    case 'End':
      return highest;
    case 'Backspace':
    case 'Delete':
      return null;
    default:
      return undefined;
  }
}
