// One timeline: a navigator sees what every organization that shares knows of a person, on a telephone, by keyboard alone, and
// why each line is there. The filter stands in the address.
import { look, QUICK, tabTo } from '../lib/browser.mjs';

export default async function journey({ test, assert, open, signIn, base }) {
  test('one timeline: by keyboard at 360 px, with the reason behind each line', async () => {
    const page = await open({ viewport: { width: 360, height: 740 } });
    await signIn(page, 'navigator');
    await page.goto(`${base}/people`);
    const person = await page.locator('main table a[href^="/people/"]').first().getAttribute('href');
    await page.goto(base + person);
    await tabTo(page, 'a[href$="/timeline"]');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    assert.match(page.url(), /\/timeline$/);
    const main = page.locator('main');
    const rows = await page.locator('ol.timeline > li').count();
    assert.ok(rows >= 3, `${rows} lines`);
    assert.match(await main.innerText(), /Who looks after this person/);
    await tabTo(page, 'ol.timeline summary');
    await page.keyboard.press('Enter');
    assert.match(await page.locator('ol.timeline details[open]').first().innerText(), /Your organization recorded it/);
    assert.deepEqual(await look(page, QUICK), []);

    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${page.url()}?kind=need`);
    const needs = await page.locator('ol.timeline > li').count();
    assert.ok(needs >= 1 && needs < rows, `${needs} of ${rows}`);
    await page.reload();
    assert.equal(await page.locator('ol.timeline > li').count(), needs, 'the filter survives a reload');
    assert.equal(await page.locator('select[name=kind]').inputValue(), 'need');
    await page.goto(page.url().replace(/\?.*/, ''));
    const kept = page.locator('ol.timeline > li:not(.off-paper)');
    assert.ok(await kept.count() >= 1, 'a line for paper');
    await page.emulateMedia({ media: 'print' });
    // Paper has no filter; every line is on it but those that must not lie about in a printer, whichever of the two comes first.
    await page.locator('select[name=kind]').waitFor({ state: 'hidden' });
    await kept.first().waitFor({ state: 'visible' });
    const shown = await page.locator('ol.timeline > li').evaluateAll((lines) => lines.filter((li) => li.checkVisibility()).map((li) => li.className));
    assert.equal(shown.length, await kept.count());
    assert.ok(shown.every((name) => !name.includes('off-paper')), shown.join());
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  test('one timeline: nothing found says so, and works without script', async () => {
    const page = await open({ viewport: { width: 1280, height: 800 }, javaScriptEnabled: false });
    await signIn(page, 'navigator');
    await page.goto(`${base}/people`);
    const person = await page.locator('main table a[href^="/people/"]').first().getAttribute('href');
    await page.goto(`${base}${person}/timeline?since=2999-01-01`);
    assert.match(await page.locator('main').innerText(), /Nothing like this was found/);
    await page.locator('main a', { hasText: 'Show everything' }).last().click();
    assert.ok(await page.locator('ol.timeline > li').count() >= 3);
    await page.context().close();
  });
}
