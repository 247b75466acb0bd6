// The lines of a log: a capped list and a window of reused rows over it, so that the document stays small however much
// arrives. Text is only ever set as text.
const ROW = 18;      // px, as in service.css
const CAP = 5000;    // lines kept in the browser
const SPARE = 10;    // rows above and below the window

const two = n => String(n).padStart(2, '0');
const clock = ms => { const d = new Date(ms); return `${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`; };
const words = new Intl.NumberFormat('en-US');
const make = (tag, name) => { const element = document.createElement(tag); element.className = name; return element; };

export function open(host, receiver) {
  const scroller = make('div', 'log-lines');
  const paper = make('div', 'log-paper');
  const foot = make('div', 'log-foot');
  scroller.tabIndex = 0;
  scroller.setAttribute('role', 'region');
  scroller.setAttribute('aria-label', 'Log lines');
  scroller.append(paper);
  host.replaceChildren(scroller, foot);

  const rows = [];
  let lines = [], longest = 0, query = '', following = true, paused = false, byScroll = false, due = false, closed = false;

  const row = () => {
    const element = make('div', 'log-row');
    element.append(make('span', 'log-at'), make('span', 'log-of'), make('span', 'log-tx'));
    element.line = null;
    paper.append(element);
    return element;
  };

  function fill(element, line) {
    const [at, of, text] = element.children;
    element.className = line.g ? 'log-row gap' : `log-row l${line.l}`;
    at.textContent = line.g ? '' : clock(line.t);
    of.textContent = line.g ? '' : line.s ? 'err' : 'out';
    const said = line.g ?? line.x;
    const found = query && !line.g ? said.toLowerCase().indexOf(query) : -1;
    if (found < 0) {
      text.textContent = said;
      return;
    }
    const mark = document.createElement('mark');
    mark.textContent = said.slice(found, found + query.length);
    text.replaceChildren(said.slice(0, found), mark, said.slice(found + query.length));
  }

  function draw() {
    due = false;
    if (closed) return;
    paper.style.height = `${lines.length * ROW}px`;
    paper.style.width = `max(100%, ${longest + 18}ch)`;
    if (following) scroller.scrollTop = scroller.scrollHeight;
    const first = Math.max(0, Math.floor(scroller.scrollTop / ROW) - SPARE);
    const count = Math.min(lines.length - first, Math.ceil(scroller.clientHeight / ROW) + 2 * SPARE);
    while (rows.length < count) rows.push(row());
    rows.forEach((element, i) => {
      const line = i < count ? lines[first + i] : null;
      element.hidden = !line;
      if (!line) return;
      const top = (first + i) * ROW;
      if (element.top !== top) element.style.transform = `translateY(${element.top = top}px)`;
      if (element.line !== line) fill(element, element.line = line);
    });
  }

  const soon = () => {
    if (!due) { due = true; requestAnimationFrame(draw); }
  };

  const tell = wanted => receiver.invokeMethodAsync('SetPaused', wanted).catch(() => { });

  // Scrolling up stops the flow, so that what is read does not run away; coming back to the end goes on.
  scroller.addEventListener('scroll', () => {
    const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 2 * ROW;
    if (following && !atEnd && !paused) { following = false; byScroll = true; tell(true); }
    else if (byScroll && paused && atEnd) { byScroll = false; tell(false); }
    soon();
  }, { passive: true });

  const size = new ResizeObserver(soon);
  size.observe(scroller);

  const key = event => {
    if (event.key !== ' ' || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem('xnai-keys') === 'off') return;
    if (event.target.closest?.('input, textarea, select, button, a, summary, [contenteditable=true]') || document.querySelector('dialog[open], .mud-dialog')) return;
    event.preventDefault();
    byScroll = false;
    tell(!paused);
  };
  document.addEventListener('keydown', key);

  return {
    push(batch) {
      if (batch.reset) { lines = []; longest = 0; }
      lines.push(...batch.lines);
      for (const line of batch.lines) longest = Math.max(longest, (line.g ?? line.x).length);
      const over = lines.length - CAP;
      if (over > 0) {
        lines.splice(0, over);
        if (!following) scroller.scrollTop -= over * ROW;
      }
      foot.textContent = lines.length === 0
        ? 'No line matches.'
        : `${words.format(batch.total)} lines read${batch.skipped > 0 ? `, ${words.format(batch.skipped)} not shown; the download has all that the engine keeps` : ''}`;
      soon();
    },
    mark(text) {
      query = text.toLowerCase();
      rows.forEach(element => { element.line = null; });
      soon();
    },
    setPaused(now) {
      paused = now;
      host.classList.toggle('paused', now);
      if (!now) { following = true; byScroll = false; }
      soon();
    },
    close() {
      closed = true;
      size.disconnect();
      document.removeEventListener('keydown', key);
      host.replaceChildren();
    },
  };
}
