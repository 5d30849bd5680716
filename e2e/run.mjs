// node run.mjs [--gallery] [--only TEXT]: the browser tests. See lib/ for what each page must stand.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';
import { launch, look, open } from './lib/browser.mjs';
import { demo, gallery } from './lib/server.mjs';
import { signIn } from './lib/people.mjs';
import { assert, suite } from './lib/tests.mjs';
import { BUDGET, GALLERY, PAGES } from './pages.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const words = process.argv.slice(2);
const onGallery = words.includes('--gallery');
const only = words.includes('--only') ? words[words.indexOf('--only') + 1] : undefined;

const server = onGallery ? await gallery() : await demo();
const browser = await launch();
const { test, run } = suite(only);
const context = { test, assert, browser, base: server.base, open: (options) => open(browser, options), signIn: (page, who) => signIn(page, server.base, who) };

async function visit(entry, options) {
  const page = await open(browser, options);
  if (entry.who) await signIn(page, server.base, entry.who);
  if (entry.find) await entry.find(page, server.base);
  else {
    const answer = await page.goto(server.base + entry.path);
    assert.equal(answer.status(), entry.status ?? 200, `${entry.path} answers ${answer.status()}`);
  }
  return page;
}

const entries = onGallery ? GALLERY.map((path) => ({ path, budget: 'staff' })) : PAGES;
for (const entry of entries) {
  const name = `page ${entry.name ?? entry.path}${entry.who ? ` as ${entry.who.email}` : ''}`;
  test(`${name}: accessible in every mode`, async () => {
    const page = await visit(entry);
    const faults = await look(page);
    assert.deepEqual([...faults, ...page.faults], []);
    await page.context().close();
  });
  if (entry.budget !== false && !entry.find) {
    test(`${name}: within its budget`, async () => {
      // Sign in first and measure in a second page of the same person without a cache.
      const page = await visit(entry);
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
      page.wire.bytes = 0; page.wire.script = 0; page.wire.requests = [];
      await page.goto(server.base + entry.path, { waitUntil: 'networkidle' });
      const budget = BUDGET[entry.budget ?? (entry.who ? 'staff' : 'public')];
      assert.ok(page.wire.bytes <= budget, `${page.wire.bytes} bytes on the wire, ${budget} allowed:\n${page.wire.requests.join('\n')}`);
      assert.ok(page.wire.script <= BUDGET.script, `${page.wire.script} bytes of script`);
      await page.context().close();
    });
    test(`${name}: works without script`, async () => {
      const page = await visit(entry, { javaScriptEnabled: false });
      assert.equal(await page.locator('h1').count(), 1, 'one heading of the first level');
      assert.ok(await page.locator('nav.nav a').count() >= 2, 'the navigation is there');
      await page.context().close();
    });
  }
}
if (onGallery) await (await import('./gallery.mjs')).default(context);
else for (const file of readdirSync(join(here, 'journeys')).filter((f) => f.endsWith('.mjs')).sort()) {
  await (await import(`./journeys/${file}`)).default(context);
}

let good = false;
try { good = await run(); } finally { await browser.close(); await server.stop(); }
process.exit(good ? 0 : 1);
