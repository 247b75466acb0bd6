// Ages tick in the browser, so that the server never renders only because time has passed.
// <time data-age="unix ms"> shows how long ago, <time data-until="unix ms"> how long yet, <time data-clock="unix ms"> the
// local time. Only the text node's data changes: Blazor keeps its own reference to that node.
const serverTime = Number(document.querySelector('meta[name=xnai-time]')?.content) || Date.now();
const pageStart = performance.timeOrigin + (performance.getEntriesByType('navigation')[0]?.responseStart ?? 0);
const skew = serverTime - pageStart; // how far the server's clock is ahead of this one

const two = n => String(n).padStart(2, '0');

export function span(ms) {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const s = Math.round(seconds);
  if (s < 60) return `${s} s`;
  const minutes = Math.floor(s / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${two(minutes % 60)} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

export function clock(ms, now) {
  const at = new Date(ms), today = new Date(now);
  const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
  return at.toDateString() === today.toDateString() ? time : `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${time}`;
}

function write(element, text) {
  const node = element.firstChild;
  if (node?.nodeType === Node.TEXT_NODE && node.data !== text) node.data = text;
}

function tick() {
  const now = Date.now() + skew;
  for (const element of document.querySelectorAll('time[data-age]')) {
    const ms = now - Number(element.dataset.age);
    write(element, span(ms) + (element.dataset.suffix ?? ''));
    if (element.dataset.fresh) element.toggleAttribute('data-aged', ms > Number(element.dataset.fresh));
  }
  for (const element of document.querySelectorAll('time[data-until]')) {
    const left = Number(element.dataset.until) - now;
    write(element, left > 0 ? span(left) : 'a moment');
  }
}

function clocks() {
  const now = Date.now() + skew;
  for (const element of document.querySelectorAll('time[data-clock]')) {
    const ms = Number(element.dataset.clock);
    write(element, clock(ms, now));
    if (!element.title) element.title = new Date(ms).toISOString().replace('T', ' ').slice(0, 19) + ' UTC';
  }
}

export function start() {
  let due = false;
  const soon = () => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => { due = false; tick(); clocks(); });
  };
  setInterval(tick, 1000);
  new MutationObserver(changes => {
    if (changes.some(change => change.type === 'attributes' || change.addedNodes.length > 0)) soon();
  }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-age', 'data-until', 'data-clock'] });
  soon();
}
