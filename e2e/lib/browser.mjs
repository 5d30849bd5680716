// The browser and what we ask of every page: no accessibility fault, no sideways scroll, within its budget of bytes,
// nothing in the console.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Starts Chromium without any of its own traffic. */
export async function launch() {
  if (!existsSync(CHROMIUM)) throw new Error(`no browser at ${CHROMIUM}: install Debian's package chromium, or set CHROMIUM`);
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

/** A page in a fresh context that remembers what went wrong on it (page.faults) and what it cost (page.wire). */
export async function open(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, reducedMotion: 'reduce', locale: 'en-US', ...options });
  return watch(await context.newPage());
}

/** Starts watching a page. */
export async function watch(page) {
  page.faults = [];
  page.wire = { bytes: 0, script: 0, requests: [] };
  page.on('console', (message) => { if (message.type() === 'error' && !/status of (4|5)\d\d/.test(message.text())) page.faults.push(message.text()); });
  page.on('pageerror', (error) => page.faults.push(String(error)));
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  const seen = new Map();
  devtools.on('Network.responseReceived', (e) => seen.set(e.requestId, e));
  devtools.on('Network.loadingFinished', (e) => {
    const response = seen.get(e.requestId);
    if (!response) return;
    page.wire.bytes += e.encodedDataLength;
    if (response.type === 'Script') page.wire.script += e.encodedDataLength;
    page.wire.requests.push(`${response.response.url} ${e.encodedDataLength}`);
  });
  return page;
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'wcag2aaa', 'wcag21aaa', 'wcag22aaa'];
const COLOUR_RULES = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'];

/** Runs axe; answers one line for each fault. */
export async function axe(page, { colours = false } = {}) {
  await page.evaluate(() => { for (const d of document.querySelectorAll('details:not(.menu)')) d.open = true; });
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(AXE);
  return page.evaluate(async ({ rules, colourRules, colours }) => {
    const runOnly = colours ? { type: 'rule', values: colourRules } : { type: 'tag', values: rules };
    const { violations } = await window.axe.run(document, { runOnly, resultTypes: ['violations'] });
    return violations.flatMap((v) => v.nodes.slice(0, 3).map((n) => `${v.id}: ${n.html.slice(0, 140)} (${(n.failureSummary ?? '').split('\n')[1]?.trim() ?? ''})`));
  }, { rules: RULES, colourRules: COLOUR_RULES, colours });
}

/** How many pixels the page scrolls sideways, with the culprits. */
export async function sideways(page) {
  return page.evaluate(() => {
    const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (over <= 0) return null;
    const edge = document.documentElement.clientWidth + 1;
    const culprits = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > edge && !e.closest('.scroll, .vh'));
    return `${over} px: ${culprits.slice(0, 3).map((e) => `<${e.tagName.toLowerCase()} class="${e.getAttribute('class') ?? ''}"> ${e.textContent.trim().slice(0, 40)}`).join('; ')}`;
  });
}

/** The ways people look at a page. `full` runs every rule, else the rules about colour. */
export const MODES = [
  { name: '320', width: 320, full: true },
  { name: '360', width: 360, full: true },
  { name: '1280', width: 1280, full: true },
  { name: 'dark', width: 1280, media: { colorScheme: 'dark' } },
  { name: 'more contrast', width: 1280, media: { contrast: 'more' } },
  { name: 'more contrast, dark', width: 1280, media: { contrast: 'more', colorScheme: 'dark' } },
  { name: 'forced colours', width: 1280, media: { forcedColors: 'active', colorScheme: 'dark' } },
  { name: 'yellow on black', width: 1280, html: { 'data-contrast': 'more' } },
  { name: 'large text', width: 360, html: { 'data-size': 'large' }, full: true },
  { name: 'right to left', width: 360, html: { dir: 'rtl' }, full: true },
];
/** Enough for a page whose parts other pages show in every mode. */
export const QUICK = MODES.filter((mode) => ['320', '1280', 'dark', 'right to left'].includes(mode.name));
const PLAIN = { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none' };

/** Looks at a loaded page in every mode; answers what is wrong. */
export async function look(page, modes = MODES) {
  const faults = [];
  for (const mode of modes) {
    await page.setViewportSize({ width: mode.width, height: mode.width < 500 ? 740 : 800 });
    await page.emulateMedia({ ...PLAIN, ...mode.media });
    await page.evaluate((attributes) => {
      for (const name of ['data-contrast', 'data-size']) document.documentElement.removeAttribute(name);
      document.documentElement.dir = 'ltr';
      for (const [name, value] of Object.entries(attributes)) document.documentElement.setAttribute(name, value);
    }, mode.html ?? {});
    const wide = await sideways(page);
    if (wide) faults.push(`${mode.name}: scrolls sideways by ${wide}`);
    for (const fault of await axe(page, { colours: !mode.full })) faults.push(`${mode.name}: ${fault}`);
  }
  return faults;
}

/** Presses Tab until an element that fits has the focus. */
export async function tabTo(page, selector, most = 120) {
  for (let n = 0; n < most; n += 1) {
    if (await page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way by keyboard to ${selector} on ${page.url()}`);
}
