import type { Squad } from '@besteam/contracts/players';
import { createContext } from 'svelte';
import type { Remote } from '#lib/api/remote.svelte.ts';

/** The squad of the screens below `/s/[squadId]`; there is always one when they are shown. */
export type SquadInView = {
  readonly squad: Squad;
  readonly remote: Remote<Squad>;
  /** Calls back when a match changed somewhere (undefined: any may have); answers how to stop. */
  onMatchChange(heard: (matchId: string | undefined) => void): () => void;
};

export const [squadInView, setSquadInView] = createContext<SquadInView>();
