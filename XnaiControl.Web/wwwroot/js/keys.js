// The keyboard map. Nothing fires in a text field; single keys can be switched off (kept in this browser).
const store = 'xnai-keys';
const on = () => localStorage.getItem(store) !== 'off';
let waitsForSecond = 0;
let opener = null;

const typing = target => target.closest?.('input, textarea, select, [contenteditable=true]');
const modal = () => document.querySelector('dialog[open], .mud-dialog');
const rows = () => [...document.querySelectorAll('[data-row]')].filter(row => row.offsetParent !== null);
const current = () => document.activeElement?.closest?.('[data-row]');
const handle = row => row.querySelector('[data-open], a') ?? row;

function move(step) {
  const all = rows();
  if (all.length === 0) return;
  const at = all.indexOf(current());
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step))];
  handle(next).focus({ focusVisible: true });
  next.scrollIntoView({ block: 'nearest' });
}

// The menu comes from the server: wait for it a few frames, then put the focus on its first item.
function enter(button, frames) {
  opener = button;
  const item = document.querySelector('.mud-popover-open .mud-menu-item');
  if (item) item.focus();
  else if (frames > 0) requestAnimationFrame(() => enter(button, frames - 1));
}

function act(name) {
  const button = current()?.querySelector(`button[data-act="${name}"], [data-act="${name}"] button`);
  // With the focus on it, the menu or dialog that it opens hears the keys and gives the focus back.
  button?.focus();
  button?.click();
  if (button && name === 'menu') enter(button, 40);
  return Boolean(button);
}

function use(element) {
  element?.click();
  return Boolean(element);
}

function press(key) {
  if (waitsForSecond && Date.now() - waitsForSecond < 1500) {
    waitsForSecond = 0;
    const link = document.querySelector(`[data-go="${CSS.escape(key)}"]`);
    link?.click();
    return Boolean(link);
  }
  switch (key) {
    case 'g': waitsForSecond = Date.now(); return true;
    case '/': { const box = document.getElementById('search'); box?.focus(); box?.select(); return Boolean(box); }
    case '?': document.getElementById('keys')?.showModal(); return true;
    case 'j': move(1); return true;
    case 'k': move(-1); return true;
    case 'r': return act('restart');
    case '.': return act('menu');
    case 'f': return use(current()?.querySelector('[data-act="fix"]') ?? document.querySelector('[data-fix]:not(:disabled)'));
    case '[': return use(document.querySelector('[data-prev]'));
    case ']': return use(document.querySelector('[data-next]'));
    default: return false;
  }
}

export function start() {
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'Escape') {
      // MudBlazor's menus close by a click beside them; Esc does the same and gives the focus back to the row.
      if (document.querySelector('.mud-popover-open .mud-menu-list')) {
        document.querySelector('.mud-overlay')?.click();
        opener?.focus();
      }
      if (event.target.id === 'search') event.target.blur();
      return;
    }
    if (!on() || typing(event.target) || modal()) return;
    if (press(event.key)) event.preventDefault();
  });

  document.addEventListener('change', event => {
    if (event.target.matches?.('[data-keys-switch]')) localStorage.setItem(store, event.target.checked ? 'on' : 'off');
  });
  const show = () => document.querySelectorAll('[data-keys-switch]').forEach(box => { box.checked = on(); });
  document.addEventListener('click', event => {
    if (event.target.closest?.('[data-keys-open]')) document.getElementById('keys')?.showModal();
    queueMicrotask(show);
  });
  document.addEventListener('keyup', event => { if (event.key === '?') show(); });
  show();
}
