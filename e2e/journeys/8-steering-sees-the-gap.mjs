// Journey: a member of the steering committee opens Gaps and sees where help runs out, though they see no person's row.
export default async function journey({ test, assert, open, signIn, base }) {
  test('journey: the largest gap stands first on Gaps, with its number', async () => {
    const page = await open({ viewport: { width: 1280, height: 900 } });
    await signIn(page, 'coordinator');
    await page.goto(`${base}/gaps`);
    const sentence = await page.locator('main').getByText(/The largest gap is/).first().innerText();
    assert.match(sentence, /Rides in this area: Far Meadow\. There, \d+ requests were not met/);
    const link = page.locator('a[href="/gaps/transportation-insecurity/Far%20Meadow"]');
    const row = page.locator('main table tbody tr', { has: link }).first();
    assert.match(await row.innerText(), /Rides[\s\S]*Far Meadow/);
    await row.locator(link).click();
    await page.waitForURL(/\/gaps\/transportation-insecurity\/Far%20Meadow/);
    assert.match(await page.locator('main').innerText(), /Your role sees counts/);
    await page.context().close();
  });
}
