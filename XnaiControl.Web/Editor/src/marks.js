// Findings in the text: a shape in the gutter (never colour alone), an underline, and at the line's end what is wrong
// with its fix. The shapes are the page's own icon sprite, so nothing is loaded.
import { Decoration, EditorView, GutterMarker, WidgetType, gutter } from '@codemirror/view';
import { RangeSet, StateEffect, StateField } from '@codemirror/state';
import { setDiagnostics } from '@codemirror/lint';

const order = { critical: 3, warning: 2, note: 1 };
const icons = { critical: 'crit', warning: 'warn', note: 'info' };
const words = { critical: 'Critical', warning: 'Warning', note: 'Note' };
const lintLevel = { critical: 'error', warning: 'warning', note: 'info' };
const svg = 'http://www.w3.org/2000/svg';

function icon(name) {
  const element = document.createElementNS(svg, 'svg'), use = document.createElementNS(svg, 'use');
  element.setAttribute('class', 'i');
  element.setAttribute('aria-hidden', 'true');
  use.setAttribute('href', `#i-${name}`);
  element.append(use);
  return element;
}

const sentence = mark => `${words[mark.severity]} ${mark.id}: ${mark.message}`;

class Sign extends GutterMarker {
  constructor(marks) { super(); this.marks = marks; }
  eq(other) { return other.marks.length === this.marks.length && other.marks.every((mark, i) => mark.key === this.marks[i].key && mark.severity === this.marks[i].severity); }
  toDOM() {
    const element = document.createElement('span');
    element.className = `ed-sign sev-${this.marks[0].severity}`;
    element.title = this.marks.map(sentence).join('\n');
    element.append(icon(icons[this.marks[0].severity]));
    return element;
  }
}

class Note extends WidgetType {
  constructor(marks, fix, open) { super(); this.marks = marks; this.fix = fix; this.open = open; }
  eq(other) { return JSON.stringify(other.marks) === JSON.stringify(this.marks); }
  toDOM() {
    const element = document.createElement('span');
    element.className = 'ed-notes';
    for (const mark of this.marks) {
      const note = document.createElement('span');
      note.className = `ed-note sev-${mark.severity}`;
      const id = document.createElement('button');
      id.type = 'button';
      id.className = 'ed-id';
      id.textContent = mark.id;
      id.title = mark.message;
      id.setAttribute('aria-label', `Explain ${mark.id}: ${mark.message}`);
      id.addEventListener('click', () => this.open(mark.key));
      note.append(id, Object.assign(document.createElement('span'), { className: 'ed-says', textContent: mark.message }));
      if (mark.fix) {
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'btn sm ed-fix';
        button.textContent = 'Fix';
        button.title = mark.fix;
        button.setAttribute('aria-label', `Fix ${mark.id}: ${mark.fix}`);
        button.addEventListener('click', () => this.fix(mark.key));
        note.append(button);
      }
      element.append(note);
    }
    return element;
  }
  // The buttons hear their own clicks; the text's cursor stays where it is.
  ignoreEvent() { return true; }
}

const setMarks = StateEffect.define();

/** Where a mark stands in this version of the text; marks are 1-based, a line of 0 is the file as a whole. */
function span(doc, mark) {
  const at = (line, column) => {
    const found = doc.line(Math.min(Math.max(line, 1), doc.lines));
    return Math.min(found.from + Math.max(column - 1, 0), found.to);
  };
  const from = at(mark.line, mark.column);
  return [from, Math.max(from, mark.endLine > 0 ? at(mark.endLine, mark.endColumn) : from)];
}

export function marks(fix, open) {
  const field = StateField.define({
    create: () => ({ notes: Decoration.none, signs: RangeSet.empty }),
    update(value, transaction) {
      for (const effect of transaction.effects) {
        if (effect.is(setMarks)) return lay(transaction.state.doc, effect.value);
      }
      return transaction.docChanged
        ? { notes: value.notes.map(transaction.changes), signs: value.signs.map(transaction.changes) }
        : value;
    },
    provide: self => EditorView.decorations.from(self, value => value.notes),
  });

  function lay(doc, list) {
    const lines = new Map();
    for (const mark of list) {
      const line = doc.lineAt(span(doc, mark)[0]);
      lines.set(line.from, [...(lines.get(line.from) ?? []), mark]);
    }
    const notes = [], signs = [];
    for (const [start, found] of [...lines].sort((a, b) => a[0] - b[0])) {
      found.sort((a, b) => order[b.severity] - order[a.severity]);
      notes.push(Decoration.widget({ widget: new Note(found, fix, open), side: 1 }).range(doc.lineAt(start).to));
      signs.push(new Sign(found).range(start));
    }
    return { notes: Decoration.set(notes), signs: RangeSet.of(signs) };
  }

  return [field, gutter({ class: 'ed-signs', markers: view => view.state.field(field).signs, initialSpacer: () => new Sign([{ severity: 'note', id: '', message: '', key: '' }]) })];
}

/** Shows these findings in place of the last; the list also feeds F8 (next) and the screen reader's messages. */
export function show(view, list) {
  view.dispatch({ effects: setMarks.of(list) });
  view.dispatch(setDiagnostics(view.state, list.map(mark => {
    const [from, to] = span(view.state.doc, mark);
    return { from, to, severity: lintLevel[mark.severity], source: mark.id, message: mark.message };
  })));
}
