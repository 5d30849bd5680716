// node shots.mjs OUT PATH...: pictures of pages of a running server (BASE) for looking at while working on the sheet.
// WAYS=360,1280,dark,forced; WHO=address:password signs in first; a path "/list > SELECTOR" follows that link.
import { mkdirSync } from 'node:fs';
import { launch, open } from './lib/browser.mjs';
import { signIn } from './lib/people.mjs';

const [out, ...paths] = process.argv.slice(2);
const base = process.env.BASE ?? 'http://127.0.0.1:8099';
mkdirSync(out, { recursive: true });
const browser = await launch();
const ways = { 360: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 }, 1280: { viewport: { width: 1280, height: 800 } }, dark: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' }, forced: { viewport: { width: 1280, height: 800 }, forcedColors: 'active', colorScheme: 'dark' } };
const wanted = (process.env.WAYS ?? '360,1280').split(',');
let storageState;
if (process.env.WHO) {
  const [email, password] = process.env.WHO.split(':');
  const page = await open(browser);
  await signIn(page, base, { email, password });
  storageState = await page.context().storageState();
}
for (const words of paths) {
  const [path, link] = words.split(' > ');
  for (const way of wanted) {
    const page = await open(browser, { ...ways[way], storageState });
    await page.goto(base + path);
    if (link) await page.goto(new URL(await page.locator(link).first().getAttribute('href'), base).href);
    const name = `${words.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'home'}-${way}.png`;
    await page.screenshot({ path: `${out}/${name}`, fullPage: !process.env.TOP });
    if (page.faults.length) console.log(name, page.faults);
    await page.context().close();
  }
}
await browser.close();
