// Unsaved text, kept for this tab only: it survives a reload and a lost connection, and is gone when the tab is closed,
// because compose files may hold secrets.
const name = key => `xnai-draft:${key}`;

export const read = key => {
  try { return JSON.parse(sessionStorage.getItem(name(key))); } catch { return null; }
};

/** False when the browser has no room for it. */
export function keep(key, base, text) {
  try {
    sessionStorage.setItem(name(key), JSON.stringify({ base, text, at: Date.now() }));
    return true;
  } catch { return false; }
}

export const drop = key => sessionStorage.removeItem(name(key));
