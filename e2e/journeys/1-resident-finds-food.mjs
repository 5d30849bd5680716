// Journey 1 of interface.md: a resident finds open food help and can call, in two taps, with and without script.
export default async function journey({ test, assert, open, base }) {
  for (const javaScriptEnabled of [true, false]) {
    test(`journey 1: food and a number to call in two taps (script ${javaScriptEnabled ? 'on' : 'off'})`, async () => {
      const page = await open({ javaScriptEnabled, viewport: { width: 360, height: 740 } });
      await page.goto(base);
      let taps = 0;
      const tap = async (locator) => { taps += 1; await locator.first().click(); };
      await tap(page.locator('.tiles a', { hasText: 'Food' }));
      await page.waitForURL(/\/find\?/);
      const call = page.locator('main a[href^="tel:"]').first();
      assert.match(await call.getAttribute('href'), /^tel:\+?[0-9]{3,}/);
      taps += 1; // The second tap is the call itself, which a test does not make.
      assert.equal(taps, 2);
      await page.context().close();
    });
  }
}
