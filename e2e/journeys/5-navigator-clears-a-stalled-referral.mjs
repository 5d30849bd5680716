// Journey 5 of interface.md: a navigator sends a referral that nobody answered on to the next place the person named:
// three keys from the work list, and no mouse.
export default async function journey({ test, assert, open, signIn, base }) {
  test('journey 5: a stalled referral goes on with three keys', async () => {
    const page = await open({ viewport: { width: 1280, height: 800 } });
    await signIn(page, 'navigator');
    // The list of the late ones: what stands first under To do depends on the day that the demo is made.
    await page.goto(`${base}/today?show=late`);
    let keys = 0;
    const press = async (key) => { keys += 1; await page.keyboard.press(key); };
    await press('j');
    const row = page.locator('[data-row]:focus-within');
    assert.equal(await row.count(), 1, 'the first line has the focus');
    const title = await row.locator('h3').innerText();
    assert.ok(await row.locator('[data-key=n]').count() === 1, 'a late request can go on');
    await press('n');
    await page.waitForURL(/\/referrals\//);
    assert.ok(keys <= 3, `${keys} keys`);
    const said = await page.locator('[role=status]').first().innerText();
    assert.ok(said.length > 10, `the page says what happened to ${title}: ${said}`);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });
}
