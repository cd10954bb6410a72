// Runs before the first paint of every page: the remembered theme and the reader's language, so that nothing flashes.
// On the landing page, which has no other script, it also serves the language switch and knows who was here before.
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
  if (remembered('besteam.session')) root.dataset.known = '';
  root.lang = [remembered(languageKey), ...navigator.languages, 'en']
    .map((tag) => String(tag ?? '').slice(0, 2))
    .find((language) => language === 'en' || language === 'es');

  // The landing page starts no app; fetching it in the meantime makes the first tap quick.
  addEventListener('load', () => {
    navigator.serviceWorker?.register('/service-worker.js', { type: 'module' }).catch(() => undefined);
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
