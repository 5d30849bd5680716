// A consent that is signed: typed by keyboard alone and without script, and drawn by hand with script. Both stand under
// the whole text, and both are found again on the consent's own page.
import { look, QUICK } from '../lib/browser.mjs';

export default async function journey({ test, assert, open, signIn, base }) {
  /** Goes to the consent form of the nth person of the list. */
  const ask = async (page, nth) => {
    await signIn(page, 'navigator');
    await page.goto(`${base}/people`);
    const record = await page.locator('main table a[href^="/people/"]').nth(nth).getAttribute('href');
    await page.goto(`${base}${record}/consent`);
    return record;
  };

  test('signed consent: typed, by keyboard, without script', async () => {
    const page = await open({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    const record = await ask(page, 3);
    const tabTo = async (locator, most = 250) => {
      for (let i = 0; i < most; i += 1) {
        await page.keyboard.press('Tab');
        if (await locator.evaluate((wanted) => document.activeElement === wanted)) return;
      }
      throw new Error(`${locator} is not reached with Tab on ${page.url()}`);
    };
    const press = async (locator) => { await tabTo(locator); await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]); };
    const main = page.locator('main');
    await tabTo(main.locator('select[name=recipient_org]'));
    await page.keyboard.press('ArrowDown');
    const group = await main.locator('select[name=recipient_org] option:checked').innerText();
    await tabTo(main.locator('input[name=how]').first());
    await page.keyboard.press('ArrowDown'); // in a group of radio buttons the arrows choose
    assert.equal(await main.locator('input[name=how]:checked').getAttribute('value'), 'signed');
    await press(main.locator('form[action$="/consent"] button[type=submit]').first());
    assert.match(await main.locator('.consent-text').innerText(), new RegExp(`Who may see them: ${group.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
    assert.ok(!await main.locator('[data-draw]').isVisible(), 'without script nothing is offered that does not work');
    await press(main.locator('form.form button[type=submit]'));
    assert.match(await page.locator('.error-summary, [role=alert]').first().innerText(), /has to type their name/);
    await tabTo(main.locator('input[name=signature]'));
    await page.keyboard.type('Sign Example');
    await press(main.locator('form.form button[type=submit]'));
    assert.match(await page.locator('body').innerText(), /The choice was saved/);
    await page.goto(`${base}${record}/sharing`);
    await press(main.locator('a[href^="/people/consents/"]').first());
    assert.match(await main.innerText(), /Sign Example[\s\S]*The text has not changed since/);
    await page.context().close();
  });

  test('signed consent: drawn by hand, with script', async () => {
    const page = await open({ viewport: { width: 1280, height: 900 } });
    const record = await ask(page, 4);
    const main = page.locator('main');
    await main.locator('select[name=recipient_org]').selectOption({ index: 2 });
    await main.locator('input[name=how][value=signed]').check();
    await Promise.all([page.waitForNavigation(), main.locator('form[action$="/consent"] button[type=submit]').first().click()]);
    const pad = main.locator('svg.draw');
    await pad.scrollIntoViewIfNeeded();
    const box = await pad.boundingBox();
    const draw = async (...points) => {
      const [first, ...rest] = points.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height]);
      await page.mouse.move(...first);
      await page.mouse.down();
      for (const point of rest) await page.mouse.move(...point, { steps: 5 });
      await page.mouse.up();
    };
    await draw([0.1, 0.5], [0.4, 0.2], [0.6, 0.8]);
    await main.locator('[data-draw] button').click();
    assert.equal(await main.locator('input[name=drawing]').inputValue(), '', 'cleared');
    await draw([0.1, 0.5], [0.3, 0.2], [0.5, 0.8], [0.9, 0.4]);
    await draw([0.2, 0.9], [0.8, 0.9]);
    const points = await main.locator('input[name=drawing]').inputValue();
    assert.match(points, /^\d+,\d+( \d+,\d+)+;\d+,\d+( \d+,\d+)+$/, 'two strokes');
    await main.locator('input[name=signature]').fill('Drawn Example');
    assert.deepEqual(await look(page, QUICK), []);
    await page.setViewportSize({ width: 1280, height: 900 });
    await Promise.all([page.waitForNavigation(), main.locator('form.form button[type=submit]').click()]);
    await page.goto(`${base}${record}/sharing`);
    await Promise.all([page.waitForNavigation(), main.locator('a[href^="/people/consents/"]').first().click()]);
    assert.match(await main.innerText(), /Signed by hand on the screen[\s\S]*Drawn Example/);
    assert.match(await main.locator('svg.draw path').getAttribute('d'), /^M\d+ \d+L/);
    assert.deepEqual(await look(page, QUICK), []);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });
}
