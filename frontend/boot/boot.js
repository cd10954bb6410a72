// Stands in every page and runs before its first paint: the remembered theme and the reader's language, so that nothing
// flashes. On the landing page, which has no other script, it also serves the language switch and knows who was here before.
(() => {
  const root = document.documentElement;
  const languageKey = 'PARAGLIDE_LOCALE';
  const remembered = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };

  const theme = remembered('besteam.theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  const session = remembered('besteam.session');
  if (session) root.dataset.known = '';
  root.lang = [remembered(languageKey), ...navigator.languages, 'en']
    .map((tag) => String(tag ?? '').slice(0, 2))
    .find((language) => language === 'en' || language === 'es');

  // What the screen at this address needs is asked for at once; src/lib/api/early.ts takes the answers.
  const early = new Map();
  const ask = (url, init) => {
    const answer = fetch(url, init);
    answer.catch(() => undefined);
    early.set(url, answer);
    return answer;
  };
  const screens = JSON.parse(document.getElementById('early')?.textContent || '[]');
  for (const { at, files, ask: urls } of screens) {
    const found = new RegExp(at).exec(location.pathname);
    if (!found) continue;
    for (const href of files) {
      const style = href.endsWith('.css');
      document.head.append(
        Object.assign(
          document.createElement('link'),
          style ? { rel: 'preload', as: 'style', href } : { rel: 'modulepreload', href },
        ),
      );
    }
    const all = (init) => {
      for (const url of urls)
        ask(
          url.replace(/\$(\d)/g, (_, index) => found[index]),
          init,
        );
    };
    if (!at.startsWith('^/s/')) all();
    else if (session && navigator.locks) {
      const renew = '/api/users/v1/sessions/refresh';
      // One tab at a time, like every renewal: the cookie is good for one.
      navigator.locks
        .request('besteam.session', () => ask(renew, { method: 'POST' }))
        .then((answer) => answer.ok && answer.clone().json())
        .then((opened) => opened && all({ headers: { authorization: `Bearer ${opened.accessToken}` } }))
        .catch(() => undefined);
    }
  }
  Object.assign(window, { early });

  // The landing page starts no app; fetching it in the meantime makes the first tap quick. Once all of it is
  // there it can be installed, too: nobody's first screen waits for that.
  addEventListener('load', () => {
    const keep = () =>
      navigator.serviceWorker
        ?.register('/service-worker.js', { type: 'module' })
        .then(() => navigator.serviceWorker.ready)
        .then(() =>
          document.head.append(
            Object.assign(document.createElement('link'), { rel: 'manifest', href: '/manifest.webmanifest' }),
          ),
        )
        .catch(() => undefined);
    if (window.requestIdleCallback) requestIdleCallback(keep, { timeout: 4000 });
    else setTimeout(keep, 1000);
  });

  document.addEventListener('click', ({ target }) => {
    const chosen = target instanceof Element ? target.closest('[data-language]') : null;
    if (!(chosen instanceof HTMLElement)) return;
    root.lang = chosen.dataset.language;
    try {
      localStorage.setItem(languageKey, root.lang);
    } catch {
      // The choice then lasts as long as the page.
    }
  });
})();
