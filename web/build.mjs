// Builds web/dist from the npm lock: `node build.mjs OUT_DIR` (called by `cargo xtask assets`).
// The output is committed, so that `cargo build` needs neither npm nor node.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
if (!out) { console.error('usage: node build.mjs OUT_DIR'); process.exit(2); }
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const read = (...path) => readFileSync(join(here, ...path));
const hash = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 12);
const assets = []; // { name, mime, hash, packed }

function put(name, mime, bytes, packed) {
  bytes = Buffer.from(bytes);
  writeFileSync(join(out, name), bytes);
  if (packed) {
    writeFileSync(join(out, `${name}.gz`), gzipSync(bytes, { level: 9 }));
    writeFileSync(join(out, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
  }
  assets.push({ name, mime, hash: hash(bytes), packed });
  return `/assets/${hash(bytes)}-${name}`;
}

// Fonts: the Latin part of two weights, with the licence beside them.
const font = (weight) => read('node_modules/@fontsource/atkinson-hyperlegible-next/files', `atkinson-hyperlegible-next-latin-${weight}-normal.woff2`);
const urls = {};
for (const weight of [400, 700]) urls[`ahn-${weight}.woff2`] = put(`ahn-${weight}.woff2`, 'font/woff2', font(weight), false);
writeFileSync(join(out, 'ahn-OFL.txt'), read('node_modules/@fontsource/atkinson-hyperlegible-next/LICENSE'));

// Styles: the dark tokens are written once and stand in two places.
const dark = read('css/dark.css').toString().replace(/\/\*[\s\S]*?\*\//g, '');
const inline = { name: 'tokens', setup(b) { b.onLoad({ filter: /tokens\.css$/ }, (file) => ({ loader: 'css', contents: readFileSync(file.path, 'utf8').replaceAll('--dark-tokens: here;', dark) })); } };
const css = await build({ entryPoints: [join(here, 'css/app.css')], bundle: true, minify: true, write: false, external: ['asset:*'], plugins: [inline], target: ['chrome111', 'safari16', 'firefox113'], logLevel: 'warning' });
const sheet = css.outputFiles[0].text.replace(/asset:([\w.-]+)/g, (whole, name) => { if (!urls[name]) throw new Error(`app.css wants ${name}, which is not an asset`); return urls[name]; });
put('app.css', 'text/css; charset=utf-8', sheet, true);

// Script.
const js = await build({ entryPoints: [join(here, 'js/app.js')], bundle: true, minify: true, write: false, format: 'iife', target: 'es2022', logLevel: 'warning' });
const script = js.outputFiles[0].contents;
if (script.length > 5120) throw new Error(`app.js is ${script.length} bytes; the budget is 5120`);
put('app.js', 'text/javascript; charset=utf-8', script, true);

// The little picture in the browser's tab: four patches of the quilt.
put('icon.svg', 'image/svg+xml', read('icon.svg'), false);

// Icons: only those in icons.txt, as paths.
const names = read('icons.txt').toString().split('\n').filter(Boolean);
const drawing = (name) => read('node_modules/@tabler/icons/icons/outline', `${name}.svg`).toString()
  .replace(/<!--[\s\S]*?-->/g, '').replace(/^[\s\S]*?<svg[^>]*>/, '').replace('</svg>', '')
  .replace(/<path stroke="none"[^>]*>/g, '').replace(/\s*\n\s*/g, '').replace(/ \/>/g, '/>');
writeFileSync(join(out, 'tabler-LICENSE.txt'), read('node_modules/@tabler/icons/LICENSE'));
const generated = '// Written by `cargo xtask assets`; do not edit. Source: web/.\n';
writeFileSync(join(out, 'icons.rs'), `${generated}&[\n${names.sort().map((n) => `    (${JSON.stringify(n)}, r##"${drawing(n)}"##),\n`).join('')}]\n`);
writeFileSync(join(out, 'assets.rs'), `${generated}&[\n${assets.map((a) => `    Asset {
        name: ${JSON.stringify(a.name)},
        hash: ${JSON.stringify(a.hash)},
        mime: ${JSON.stringify(a.mime)},
        body: include_bytes!(${JSON.stringify(a.name)}),
        gzip: ${a.packed ? `Some(include_bytes!(${JSON.stringify(`${a.name}.gz`)}))` : 'None'},
        brotli: ${a.packed ? `Some(include_bytes!(${JSON.stringify(`${a.name}.br`)}))` : 'None'},
    },
`).join('')}]\n`);
for (const file of readdirSync(out).sort()) console.log(String(readFileSync(join(out, file)).length).padStart(8), file);
