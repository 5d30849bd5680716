// Journey 2 of interface.md: a resident asks to be called back: 4 fields, no account. Here in Spanish, without script;
// afterwards they follow the request by its code, and take it back.
export default async function journey({ test, assert, open, base }) {
  test('journey 2: a call back in four fields, in Spanish, without script', async () => {
    const page = await open({ javaScriptEnabled: false, locale: 'es-MX' });
    const main = page.locator('main');
    await page.goto(`${base}/find?need=food`);
    assert.equal(await page.locator('html').getAttribute('lang'), 'es');
    await page.getByRole('link', { name: /Pedir que me llamen/ }).first().click();
    await page.waitForURL(/\/call-me/);
    const fields = page.locator('main form').first().locator('input:not([type=hidden]), textarea, select');
    const asked = await fields.evaluateAll((all) => all.filter((f) => !f.closest('.field, fieldset')?.querySelector('.opt-note')).length);
    assert.ok(asked <= 4, `${asked} fields have to be filled in`);
    await page.locator('[name=name]').fill('Rosa Ejemplo');
    await page.locator('[name=phone]').fill('290-555-0199');
    await page.locator('[name=safe_message]').check();
    await page.locator('[name=what_for]').fill('Comida para dos semanas');
    await main.locator('form button[type=submit]').first().click();
    const code = (await page.locator('.code-big').innerText()).trim();
    assert.match(code, /^[A-Z0-9-]{12,}$/);
    await main.getByRole('link').first().click();
    await page.waitForURL('**/track');
    await page.locator('[name=code]').fill(code.toLowerCase());
    await main.locator('form button[type=submit]').first().click();
    assert.equal(await main.locator('.key').count(), 1, 'one sentence says where it stands');
    assert.ok(!(await main.innerText()).includes('referrals-'), 'every word is there');
    await main.locator('details:has([name=stop]) summary').click();
    await main.locator('form:has([name=stop]) button').click();
    assert.ok(await main.locator('[role=status]').isVisible(), 'it says that the request was taken back');
    assert.equal(await main.locator('[name=stop]').count(), 0);
    await page.context().close();
  });
}
