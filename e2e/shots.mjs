// node shots.mjs OUT PATH...: pictures of pages of a running server (BASE) for looking at while working on the sheet.
import { mkdirSync } from 'node:fs';
import { launch, open } from './lib/browser.mjs';

const [out, ...paths] = process.argv.slice(2);
const base = process.env.BASE ?? 'http://127.0.0.1:8099';
mkdirSync(out, { recursive: true });
const browser = await launch();
const ways = { 360: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 }, 1280: { viewport: { width: 1280, height: 800 } }, dark: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' }, forced: { viewport: { width: 1280, height: 800 }, forcedColors: 'active', colorScheme: 'dark' } };
const wanted = (process.env.WAYS ?? '360,1280').split(',');
for (const path of paths) {
  for (const way of wanted) {
    const page = await open(browser, ways[way]);
    await page.goto(base + path);
    const name = `${path.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'home'}-${way}.png`;
    await page.screenshot({ path: `${out}/${name}`, fullPage: true });
    if (page.faults.length) console.log(name, page.faults);
    await page.context().close();
  }
}
await browser.close();
