// What the script adds, tried on the gallery.
export default async function ({ test, assert, open, base }) {
  test('keys: j and k go through the work list, o opens', async () => {
    const page = await open({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${base}/work`);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    assert.match(await page.evaluate(() => document.activeElement.textContent), /James/);
    await page.keyboard.press('k');
    assert.match(await page.evaluate(() => document.activeElement.textContent), /Marisol/);
    await page.keyboard.press('o');
    await page.waitForURL('**/r');
    await page.context().close();
  });
  test('keys: a person can turn them off', async () => {
    const page = await open();
    await page.goto(`${base}/work?keys=off`);
    await page.keyboard.press('j');
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'BODY');
    await page.context().close();
  });
  test('swap: a filter replaces the results, the address and says so', async () => {
    const page = await open();
    await page.goto(`${base}/find`);
    await page.evaluate(() => { window.same = true; });
    await page.getByRole('link', { name: 'Speaks Spanish' }).click();
    await page.waitForURL('**/find?lang=es');
    await page.waitForFunction(() => document.querySelector('#live').textContent !== '');
    assert.equal(await page.evaluate(() => window.same), true, 'the page was not loaded anew');
    await page.goBack();
    await page.waitForURL('**/find');
    assert.deepEqual(page.faults, [], 'the policy of the page allows all of it');
    await page.context().close();
  });
  test('swap: the search form leaves empty values out', async () => {
    const page = await open();
    await page.goto(`${base}/find`);
    await page.locator('#near').fill('');
    await page.locator('main form button[type=submit]').first().click();
    await page.waitForURL('**/find?q=food');
    await page.context().close();
  });
  test('errors: the list has the focus, and its links lead to the fields', async () => {
    const page = await open();
    await page.goto(`${base}/forms`);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'alert');
    await page.getByRole('link', { name: 'Choose if we may call you' }).click();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'call');
    await page.context().close();
  });
  test('menu: Escape closes it and gives the focus back', async () => {
    const page = await open({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${base}/work`);
    await page.locator('.menu summary').click();
    assert.ok(await page.getByRole('button', { name: 'Sign out' }).isVisible());
    await page.keyboard.press('Escape');
    assert.ok(!await page.getByRole('button', { name: 'Sign out' }).isVisible());
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'SUMMARY');
    await page.context().close();
  });
}
