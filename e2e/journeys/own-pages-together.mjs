// Private pages of two organizations in one browser: by keyboard on a telephone, without script. Nothing is put together
// before the person has said that both are theirs.
import { look, QUICK, tabTo } from '../lib/browser.mjs';

export default async function journey({ test, assert, open, signIn, base }) {
  /** Link and code of the nth person of whom this role's organization wrote something down. */
  async function page(role, nth) {
    const staff = await open({ viewport: { width: 1280, height: 800 } });
    await signIn(staff, role);
    await staff.goto(`${base}/people`);
    const records = await staff.locator('main table a[href^="/people/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    const written = [];
    for (const record of records) {
      await staff.goto(`${base}${record}/timeline`);
      if (await staff.locator('ol.timeline > li').count() > 0) written.push(record);
      if (written.length > nth) break;
    }
    assert.ok(written.length > nth, `${role} knows ${written.length} people with a story`);
    await staff.goto(base + written[nth]);
    await Promise.all([staff.waitForNavigation(), staff.locator('form[action$="/link"] button').click()]);
    const [address, code] = await staff.locator('main code').allInnerTexts();
    await staff.context().close();
    return { path: new URL(address).pathname, code };
  }

  test('own pages: two places together, when the person says so', async () => {
    const [here, there] = [await page('navigator', 2), await page('clinician', 0)];
    const phone = await open({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false });
    const main = phone.locator('main');
    const type = async ({ path, code }) => {
      await phone.goto(base + path);
      await tabTo(phone, '[name=code]');
      await phone.keyboard.type(code);
    };
    const press = (selector) => tabTo(phone, selector).then(() => Promise.all([phone.waitForNavigation(), phone.keyboard.press('Enter')]));
    await type(here);
    await press('main form button');
    assert.match(phone.url(), /\/my$/);
    await phone.goto(`${base}/my/timeline`);
    const alone = await phone.locator('ol.timeline > li').count();

    await type(there);
    assert.match(await main.innerText(), /Is it yours too\?/);
    await press('main form button');
    assert.match(await phone.locator('.error-summary, [role=alert]').first().innerText(), /Say if the page/);
    await phone.locator('[name=code]').fill(there.code);
    await tabTo(phone, 'input[name=together]');
    await phone.keyboard.press('Space');
    await press('main form button');
    assert.match(await main.innerText(), /Show the page of/);
    await phone.goto(`${base}/my/timeline`);
    const both = await phone.locator('ol.timeline > li').count();
    assert.ok(both > alone, `${alone} lines of one place, ${both} of both`);
    await phone.goto(`${base}/my`);
    const first = await main.locator('p').first().innerText();
    await press('form[action="/my/pages/1"] button');
    assert.notEqual(await main.locator('p').first().innerText(), first, 'the other page is shown');
    // Somebody comes in: the first button of the page leads to the front page, and nothing there says what was open.
    await press('main button');
    assert.equal(new URL(phone.url()).pathname, '/');
    assert.equal(await phone.locator('.flash, [role=status]').filter({ hasText: /page/ }).count(), 0);
    assert.equal((await phone.goto(`${base}/my`)).status(), 404, 'both are closed');
    await phone.context().close();
  });

  test('own pages: the question whose page is open is accessible', async () => {
    const [here, there] = [await page('navigator', 3), await page('clinician', 1)];
    const screen = await open({ viewport: { width: 1280, height: 800 } });
    await screen.goto(base + here.path);
    await screen.locator('[name=code]').fill(here.code);
    await Promise.all([screen.waitForNavigation(), screen.locator('main form button').click()]);
    await screen.goto(base + there.path);
    assert.deepEqual([...await look(screen, QUICK), ...screen.faults], []);
    await screen.context().close();
  });
}
