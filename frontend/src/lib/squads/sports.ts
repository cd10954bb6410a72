import type { Sport } from '@besteam/contracts/players';
import { m } from '#lib/paraglide/messages.js';

export const sports: Sport[] = ['football', 'futsal', 'padel', 'basketball', 'volleyball', 'other'];

const names: Record<Sport, () => string> = {
  football: m.sport_football,
  futsal: m.sport_futsal,
  padel: m.sport_padel,
  basketball: m.sport_basketball,
  volleyball: m.sport_volleyball,
  other: m.sport_other,
};

export const sportName = (sport: Sport): string => names[sport]();
