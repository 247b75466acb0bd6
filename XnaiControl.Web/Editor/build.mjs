// Bundles the editor into one module: `npm ci && npm run build`, or `node build.mjs FILE` to write it elsewhere.
import { build } from 'esbuild';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = path => fileURLToPath(new URL(path, import.meta.url));
const outfile = process.argv[2] ?? here('../wwwroot/js/editor.js');

const result = await build({
  entryPoints: [here('src/editor.js')],
  absWorkingDir: here('.'),
  outfile,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  metafile: true,
  banner: { js: '/* Made from XnaiControl.Web/Editor by its build.mjs. Contains CodeMirror 6: see editor-licenses.txt. */' },
});

// The licence of every package that is in the bundle, beside it.
const packages = [...new Set(Object.keys(result.metafile.inputs).map(path => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1]).filter(Boolean))].sort();
const parts = packages.map(name => {
  const { version } = JSON.parse(readFileSync(here(`node_modules/${name}/package.json`)));
  const text = ['LICENSE', 'LICENSE.md', 'LICENSE.txt'].map(file => here(`node_modules/${name}/${file}`)).find(existsSync);
  return `${name} ${version}\n\n${readFileSync(text, 'utf8').trim()}\n`;
});
writeFileSync(outfile.replace(/\.js$/, '-licenses.txt'), parts.join('\n----\n\n'));
