// The Compose page's text editor. The browser has the text; the server is told when it has rested, reads it as a stream
// (a hub message may be only 32 kB) and answers with findings.
import { EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { EditorState } from '@codemirror/state';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { language } from './languages.js';
import { marks, show } from './marks.js';
import * as draft from './draft.js';

const REST = 300; // ms without a key before the server is told

// Every byte of the file must come back: a file that has both line ends keeps its carriage returns as characters.
const lineEnd = text => /\r/.test(text) && !/(^|[^\r])\n|\r(?!\n)/.test(text) ? '\r\n' : '\n';

/**
 * @param options.key names the draft: stack and file
 * @param options.base the version (SHA-256) that `text` is
 * @param receiver hears Typed(unsaved), Fix(key), Explain(key), Save(), Draft(isOfThisVersion, at)
 */
export function open(host, receiver, options) {
  let { base, text: clean } = options;
  let timer = 0, gone = false;
  // A circuit that is away hears nothing; the text is kept here.
  const tell = (method, ...values) => gone ? undefined : receiver.invokeMethodAsync(method, ...values).catch(() => { });

  const current = () => view.state.sliceDoc();
  const unsaved = () => current() !== clean;

  function rested() {
    clearTimeout(timer);
    timer = 0;
    const changed = unsaved();
    if (changed) draft.keep(options.key, base, current()); else draft.drop(options.key);
    return tell('Typed', changed);
  }

  const state = text => EditorState.create({
    doc: text,
    extensions: [
      EditorState.lineSeparator.of(lineEnd(text)),
      EditorState.readOnly.of(!options.editable),
      EditorView.editable.of(Boolean(options.editable)),
      EditorView.contentAttributes.of({ 'aria-label': options.label, spellcheck: 'false', autocapitalize: 'off', autocorrect: 'off' }),
      indentUnit.of('  '),
      EditorState.tabSize.of(2),
      language(options.language),
      marks(key => tell('Fix', key), key => tell('Explain', key)),
      lineNumbers(), foldGutter({ markerDOM: fold }), highlightActiveLineGutter(),
      history(), drawSelection(), indentOnInput(), bracketMatching(), highlightActiveLine(), highlightSelectionMatches(), search({ top: true }),
      keymap.of([
        { key: 'Mod-s', preventDefault: true, run: () => { rested(); tell('Save'); return true; } },
        indentWithTab, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...lintKeymap, ...defaultKeymap,
      ]),
      EditorView.updateListener.of(update => {
        if (update.docChanged) { clearTimeout(timer); timer = setTimeout(rested, REST); }
      }),
    ],
  });

  const kept = draft.read(options.key);
  // Text of another version is held apart, so that typing does not overwrite it before it was decided on.
  const older = kept && kept.base !== base ? kept.text : null;
  const view = new EditorView({ state: state(kept?.base === base ? kept.text : clean), parent: host });
  if (kept && kept.text !== clean) tell('Draft', kept.base === base, kept.at);

  const leaving = event => { if (unsaved()) { rested(); event.preventDefault(); } };
  addEventListener('beforeunload', leaving);

  // Bytes, because Blazor makes a stream of them.
  const bytes = text => new TextEncoder().encode(text);

  return {
    /** The text as UTF-8, without a byte order mark. */
    text: () => bytes(current()),
    /** The text that was kept of another version of the file; the clean text when there is none. */
    draft: () => bytes(older ?? clean),
    show: list => show(view, list),
    /** Changes only the stretch that differs, so that the cursor and the undo history stay. */
    replace(text) {
      const before = current();
      if (text !== before && lineEnd(text) !== view.state.lineBreak) { view.setState(state(text)); rested(); return; }
      const old = view.state.doc.toString(), now = view.state.toText(text).toString();
      let start = 0, end = 0;
      const most = Math.min(old.length, now.length);
      while (start < most && old[start] === now[start]) start++;
      while (end < most - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
      if (old !== now) view.dispatch({ changes: { from: start, to: old.length - end, insert: view.state.toText(now.slice(start, now.length - end)) }, scrollIntoView: true });
      rested();
    },
    /** The file has this content now, saved or changed by others; `keep` leaves the unsaved text in the editor. */
    rebase(text, hash, keep) {
      clean = text;
      base = hash;
      if (!keep) view.setState(state(text));
      return rested();
    },
    go(line, column, focus = true) {
      const at = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
      view.dispatch({ selection: { anchor: Math.min(at.from + Math.max(column - 1, 0), at.to) }, effects: EditorView.scrollIntoView(at.from, { y: 'center' }) });
      if (focus) view.focus();
    },
    close() {
      if (timer) rested();
      gone = true;
      removeEventListener('beforeunload', leaving);
      view.destroy();
    },
  };
}

function fold(isOpen) {
  const element = document.createElement('span');
  element.className = isOpen ? 'ed-fold' : 'ed-fold shut';
  element.title = isOpen ? 'Fold' : 'Unfold';
  element.textContent = '\u203a';
  return element;
}
