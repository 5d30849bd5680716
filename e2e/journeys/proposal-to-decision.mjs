// Journey: a neighbor proposes something about a gap, without an account and without script; a group takes it up; and anybody reads, in
// Spanish too, how an older one was objected to, changed and adopted, back to its gap and on to what it asks.
export default async function journey({ test, assert, open, signIn, base }) {
  test('journey: a neighbor proposes, and a group takes it up', async () => {
    const page = await open({ javaScriptEnabled: false, viewport: { width: 360, height: 780 } });
    await page.goto(`${base}/proposals/new?gap=transportation-insecurity/Stonebridge`);
    assert.match(await page.locator('main').innerText(), /Rides, Stonebridge/);
    const title = `A bench at the stop ${Date.now()}`;
    await page.fill('[name=title]', title);
    await page.fill('[name=problem]', 'Old people wait standing.');
    await page.click('main form button[type=submit]');
    assert.match(await page.locator('.errsum, [role=alert], main').first().innerText(), /problem|Fill this in/i);
    assert.equal(await page.inputValue('[name=title]'), title, 'what was typed stays');
    await page.fill('[name=body]', 'Put a bench with a roof at each stop.');
    await page.click('main form button[type=submit]');
    const address = (await page.locator('main code').first().innerText()).trim();
    const unseen = await page.goto(new URL(new URL(address).pathname, base).href);
    assert.equal(unseen.status(), 200, 'its address says where it stands');
    const waits = await page.locator('main').innerText();
    assert.match(waits, /waits since then\. No group has taken it up yet/);
    assert.ok(!waits.includes(title) && !waits.includes('bench'), 'nobody reads it before a group takes it up');
    assert.match(unseen.headers()['x-robots-tag'], /noindex/);
    await page.context().close();

    const desk = await open({ viewport: { width: 1280, height: 900 } });
    await signIn(desk, 'coordinator');
    await desk.goto(`${base}/decisions`);
    await desk.click(`text=${title}`);
    await desk.selectOption('[name=body_id]', { label: 'Rides and transport' });
    await desk.click('main form[action$="/take-up"] button[type=submit]');
    assert.match(await desk.locator('main').innerText(), /Gap: Rides, Stonebridge/);
    await desk.context().close();

    const anybody = await open({ viewport: { width: 360, height: 780 } });
    const seen = await anybody.goto(new URL(new URL(address).pathname, base).href);
    assert.equal(seen.status(), 200);
    assert.ok((await anybody.locator('main').innerText()).includes(title), 'everybody reads it now');
    await anybody.context().close();
  });

  test('journey: a decision tells its story in Spanish, back to its gap', async () => {
    const page = await open({ javaScriptEnabled: false, locale: 'es-US', viewport: { width: 360, height: 780 } });
    await page.goto(`${base}/decisions`);
    await page.click('main a:has-text("autobús de noche")');
    const text = await page.locator('main').innerText();
    for (const words of [/Se revisa el/, /Objeciones que cambiaron el texto: 1/, /El último autobús sale a las ocho/, /dos paradas/, /Carencia: /, /Far Meadow/,
      /Contar quién viaja y decírselo a todos/]) {
      assert.match(text, words);
    }
    await page.click('main a:has-text("Cómo se llegó a esto")');
    assert.match(await page.locator('main').innerText(), /Entró en la versión 2/);
    await page.context().close();
  });
}
