// Journey 3 of interface.md by keyboard alone and with script off: screen, ask for consent, refer. The count of presses
// (12 and the answers) is held by the journey of the whole loop; here every step has to be reachable with Tab.
export default async function journey({ test, assert, open, signIn, base }) {
  test('journey 3: screening, consent and referral by keyboard, without script', async () => {
    const page = await open({ javaScriptEnabled: false, viewport: { width: 1280, height: 800 } });
    await signIn(page, 'navigator');
    /** Tabs until `locator` has the focus, as a person would; a radio group is one stop, arrows move inside it. */
    const tabTo = async (locator, most = 250) => {
      for (let i = 0; i < most; i += 1) {
        await page.keyboard.press('Tab');
        if (await locator.evaluate((wanted) => document.activeElement === wanted)) return;
      }
      throw new Error(`${locator} is not reached with Tab on ${page.url()}`);
    };
    const press = async (locator, key = 'Enter') => { await tabTo(locator.first()); await Promise.all([page.waitForNavigation(), page.keyboard.press(key)]); };
    const type = async (name, text) => { await tabTo(page.locator(`main [name=${name}]`).first()); await page.keyboard.type(text); };
    const main = page.locator('main');
    await page.goto(`${base}/people`);
    await press(main.locator('a[href="/people/new"]'));
    await type('given_name', 'Tova');
    await type('family_name', `Example ${Date.now() % 100000}`);
    await type('postal_code', '00012');
    await press(main.locator('form[action="/people/new"] button[type=submit]'));
    await press(main.locator('a[href$="/screenings/new"]'));
    await press(main.locator('form button').first());
    // The first two answers of the first two questions about food: Space chooses.
    for (const group of [/^3\. /, /^4\. /]) {
      await tabTo(page.getByRole('group', { name: group }).locator('input').first());
      await page.keyboard.press('Space');
    }
    await press(main.locator('button[name=go][value=next]'));
    await tabTo(page.getByRole('group', { name: 'Food' }).locator('input[value=yes]'));
    await page.keyboard.press('Space');
    await press(main.locator('button[name=rest]'));
    await press(main.locator('a[href$="/help"]'));
    await tabTo(main.locator('input[name=service]:enabled').first());
    await page.keyboard.press('Space');
    await type('note', 'Two children.');
    await press(main.locator('button[name=how][value=send]'));
    if (page.url().includes('/consent?')) {
      await tabTo(main.locator('input[name=how]').first());
      await page.keyboard.press('Space');
      await press(main.locator('form[action$="/consent"] button[type=submit]'));
      assert.equal(await main.locator('[name=note]').inputValue(), 'Two children.', 'the note that was typed before is still there');
      assert.ok(!page.url().includes('children'), 'and stands in no address');
      await press(main.locator('button[name=how][value=send]'));
    }
    assert.match(await main.locator('.code-big').innerText(), /[A-Z0-9-]{8,}/);
    await page.context().close();
  });
}
