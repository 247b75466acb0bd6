// Runs before the first paint, as a classic script in the head: light, dark or the system's choice, kept in a cookie
// so that the server can write the same class into the next page.
(() => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const choice = () => document.cookie.match(/(?:^|; )xnai-theme=(light|dark)/)?.[1] ?? 'system';
  const isDark = () => choice() === 'dark' || (choice() === 'system' && system.matches);
  const listeners = new Set();

  const apply = () => {
    document.documentElement.classList.toggle('dark', isDark());
    document.querySelectorAll('[data-theme-choice]').forEach(button =>
      button.setAttribute('aria-pressed', String(button.dataset.themeChoice === choice())));
    listeners.forEach(listen => listen(isDark()));
  };

  system.addEventListener('change', apply);
  document.addEventListener('click', event => {
    const button = event.target.closest?.('[data-theme-choice]');
    if (!button) return;
    const year = button.dataset.themeChoice === 'system' ? 0 : 31536000;
    document.cookie = `xnai-theme=${button.dataset.themeChoice}; path=/; max-age=${year}; samesite=lax`;
    apply();
  });
  document.addEventListener('DOMContentLoaded', apply);
  apply();

  // Called by a circuit when it has become interactive: tells it which theme is on, now and at each change.
  const watch = receiver => {
    document.documentElement.dataset.live = 'true';
    const tell = dark => receiver.invokeMethodAsync('ThemeChanged', dark).catch(() => listeners.delete(tell));
    listeners.add(tell);
    return isDark();
  };
  globalThis.xnaiTheme = { apply, watch };
})();
