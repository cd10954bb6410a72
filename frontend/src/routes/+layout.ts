// Everything but the landing page is rendered in the browser: the services answer people, not search engines.
export const ssr = false;
export const prerender = false;
