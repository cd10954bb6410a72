// The first thing anybody sees is plain HTML: both languages are in it, and boot/boot.js shows the reader's.
export const ssr = true;
export const prerender = true;
export const csr = false;
