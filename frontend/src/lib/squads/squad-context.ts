import type { Squad } from '@besteam/contracts/players';
import { createContext } from 'svelte';
import type { Remote } from '#lib/api/remote.svelte.ts';

/** The squad of the screens below `/s/[squadId]`; there is always one when they are shown. */
export type SquadInView = { readonly squad: Squad; readonly remote: Remote<Squad> };

export const [squadInView, setSquadInView] = createContext<SquadInView>();
