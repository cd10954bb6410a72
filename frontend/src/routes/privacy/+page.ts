// Read by whoever wonders before joining: plain HTML like the landing page, in both languages.
export const ssr = true;
export const prerender = true;
export const csr = false;
export const trailingSlash = 'always';
