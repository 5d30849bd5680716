// node pictures.mjs: takes the pictures of the README and the docs from a fresh demo (set TANDEM_BIN).
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch, open } from './lib/browser.mjs';
import { signIn, signIns } from './lib/people.mjs';
import { demo } from './lib/server.mjs';

const out = process.env.PICTURES ?? join(dirname(fileURLToPath(import.meta.url)), '../docs');
mkdirSync(out, { recursive: true });
const wide = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 };
const follow = (...selectors) => async (page) => {
  for (const selector of selectors) await page.goto(new URL(await page.locator(selector).first().getAttribute('href'), page.url()).href);
};
const PERSON = 'main table a[href^="/people/"]';

const PICTURES = [
  { name: 'home', path: '/', size: wide },
  { name: 'find-help-phone', path: '/find?need=food', size: phone, top: 1600 },
  { name: 'find-help', path: '/find?need=food', size: wide, top: 1500 },
  { name: 'place', path: '/find?need=food', then: follow('main h3 a'), size: wide },
  { name: 'today', who: 'navigator', path: '/today', size: wide, top: 1500 },
  { name: 'person', who: 'navigator', path: '/people', then: follow(PERSON), size: wide, top: 1800 },
  { name: 'screening', who: 'navigator', path: '/people', then: follow(PERSON, 'main a[href^="/screenings/"]'), size: wide, top: 1400 },
  { name: 'choose-help', who: 'navigator', path: '/people', then: follow(PERSON, 'main a[href$="/help"]'), size: wide, top: 1500 },
  { name: 'answer', path: '/demo/outbox', then: follow('main a[href^="/a/"]'), size: wide, top: 1400 },
  { name: 'our-capacity', who: 'responder', path: '/capacity', size: wide, top: 1500 },
  { name: 'partnership-health', who: 'coordinator', path: '/health', size: wide, top: 2000 },
  { name: 'gaps', who: 'coordinator', path: '/gaps', size: wide, top: 2000 },
];

const server = await demo();
const browser = await launch();
try {
  const people = signIns(server.output());
  for (const { name, path, who, size, then, top } of PICTURES) {
    const page = await open(browser, size);
    if (who) await signIn(page, server.base, people[who]);
    await page.goto(server.base + path);
    if (then) await then(page);
    // A long page is cut where it has said what it is: a picture that has to be scrolled shows nothing.
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.screenshot({ path: join(out, `${name}.png`), clip: { x: 0, y: 0, width: size.viewport.width, height: Math.min(height, top ?? 1400) }, fullPage: true });
    console.log(`${name}.png`);
    await page.context().close();
  }
} finally {
  await browser.close();
  await server.stop();
}
