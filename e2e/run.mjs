// node run.mjs [--gallery] [--only TEXT]: the browser tests. See lib/ for what each page must stand.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';
import { launch, look, MODES, open, QUICK } from './lib/browser.mjs';
import { demo, gallery } from './lib/server.mjs';
import { signIn, signIns } from './lib/people.mjs';
import { assert, suite } from './lib/tests.mjs';
import { BUDGET, GALLERY, PAGES } from './pages.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const words = process.argv.slice(2);
const onGallery = words.includes('--gallery');
const only = words.includes('--only') ? words[words.indexOf('--only') + 1] : undefined;

const server = onGallery ? await gallery() : await demo();
const browser = await launch();
const people = onGallery ? {} : signIns(server.output());
const { test, look: looking, skip, run } = suite(only);
const context = {
  test, skip, assert, browser, base: server.base,
  open: (options) => open(browser, options),
  signIn: (page, role) => signIn(page, server.base, person(role)),
  // Somebody whose address the demo does not print; the password is everybody's.
  signInAs: (page, email) => signIn(page, server.base, { ...Object.values(people)[0], email }),
};

function person(role) {
  if (!people[role]) throw new Error(`the demo has no ${role}; it has ${Object.keys(people).join(', ')}`);
  return people[role];
}

async function session(role) {
  const page = await open(browser, {});
  await signIn(page, server.base, person(role));
  const state = await page.context().storageState();
  await page.context().close();
  return state;
}

const sessions = new Map();
/** A page of somebody; each role signs in once and keeps the cookie (sign-in is limited by rate, and slow on purpose). */
async function openAs(role, options) {
  if (!role) return open(browser, options);
  if (!sessions.has(role)) sessions.set(role, session(role));
  return open(browser, { ...options, storageState: await sessions.get(role) });
}

async function visit(entry, options) {
  const page = await openAs(entry.who, options);
  if (entry.walk) await entry.walk(page, server.base);
  else {
    const answer = await page.goto(server.base + entry.path);
    assert.equal(answer.status(), entry.status ?? 200, `${entry.path} answers ${answer.status()}`);
  }
  return page;
}

const entries = onGallery ? GALLERY.map((path) => ({ path, budget: 'staff' })) : PAGES;
for (const entry of entries) {
  const name = `page ${entry.name ?? entry.path}${entry.who ? ` as ${entry.who}` : ''}`;
  looking(`${name}: within its budget, accessible in every mode`, async () => {
    const page = await visit(entry);
    if (!entry.walk) {
      // Visited once for its address, then measured without a cache.
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
      page.wire.bytes = 0; page.wire.script = 0; page.wire.requests = [];
      await page.goto(server.base + entry.path, { waitUntil: 'networkidle' });
      const budget = BUDGET[entry.budget ?? (entry.who ? 'staff' : 'public')];
      assert.ok(page.wire.bytes <= budget, `${page.wire.bytes} bytes on the wire, ${budget} allowed:\n${page.wire.requests.join('\n')}`);
      assert.ok(page.wire.script <= BUDGET.script, `${page.wire.script} bytes of script`);
    }
    const faults = await look(page, entry.quick ? QUICK : MODES);
    assert.deepEqual([...faults, ...page.faults], []);
    await page.context().close();
  });
  if (!entry.walk) {
    looking(`${name}: works without script`, async () => {
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
