// YAML's colours come from the page's style sheet: the highlighter only names the parts.
import { yamlLanguage } from '@codemirror/lang-yaml';
import { LanguageSupport, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { classHighlighter } from '@lezer/highlight';

// A Containerfile needs no tree: the instruction, comments, strings and variables stand out.
const containerfile = StreamLanguage.define({
  name: 'containerfile',
  startState: () => ({ fresh: true, goesOn: false }),
  token(stream, state) {
    if (stream.sol()) {
      state.fresh = !state.goesOn;
      state.goesOn = /\\\s*$/.test(stream.string);
      if (stream.match(/^\s*#.*/)) return 'comment';
    }
    if (stream.eatSpace()) return null;
    if (state.fresh && stream.match(/^[A-Za-z]+\b/)) { state.fresh = false; return 'keyword'; }
    if (stream.match(/^"(?:[^"\\]|\\.)*"?/) || stream.match(/^'[^']*'?/)) return 'string';
    if (stream.match(/^\$\{[^}]*\}?/) || stream.match(/^\$\w+/)) return 'variableName';
    stream.match(/^[^\s"'$]+/) || stream.next();
    return null;
  },
});

export const language = name => [
  name === 'containerfile' ? new LanguageSupport(containerfile) : new LanguageSupport(yamlLanguage),
  syntaxHighlighting(classHighlighter),
];
