// Runs before the first paint: the remembered theme and the reader's language, so that nothing flashes.
(() => {
  const root = document.documentElement;
  const remembered = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const theme = remembered('besteam.theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  const wanted = [remembered('PARAGLIDE_LOCALE'), ...navigator.languages, 'en']
    .map((tag) => String(tag ?? '').slice(0, 2))
    .find((language) => language === 'en' || language === 'es');
  // The prerendered page is English: for anybody else it stays hidden until the app has put their language in.
  if (wanted !== root.lang) root.dataset.translating = '';
  root.lang = wanted;
})();
