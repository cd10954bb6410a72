import type { ClientInit } from '@sveltejs/kit/hooks';

/** Reading the app's code and showing its first screen are two turns: on a slow phone a touch in between is not kept waiting for both. */
export const init: ClientInit = () => new Promise((resolve) => setTimeout(resolve));
