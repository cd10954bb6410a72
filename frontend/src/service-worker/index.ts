/// <reference no-default-lib="true" />
import { version } from '$app/env';
import { assets, immutable, prerendered } from '$app/manifest';
import { self as worker } from '$app/service-worker';

/*
 * Keeps the app itself on the device: it opens without a connection. What the services answer is never kept here;
 * each screen remembers what it showed last (device/memory.ts), where signing out clears it.
 */
const cacheName = `besteam-${version}`;
const shell = '/200.html';
const files = [...immutable, ...assets, ...prerendered].map(
  ({ path }) => new URL(path, worker.location.origin).pathname,
);
const kept = new Set(files);

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll([...files, shell])));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(removeOlder().then(() => worker.clients.claim()));
});

/** The page asks for it when the reader says that now is a good moment. */
worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin || url.pathname.startsWith('/api/')) return;
  if (kept.has(url.pathname)) event.respondWith(fromCache(url.pathname, request));
  else if (request.mode === 'navigate') event.respondWith(fromCache(shell, request));
});

async function fromCache(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(path)) ?? fetch(request);
}

async function removeOlder(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith('besteam-') && name !== cacheName).map((name) => caches.delete(name)),
  );
}
