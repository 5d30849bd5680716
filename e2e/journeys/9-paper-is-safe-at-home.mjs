// What is printed is found by whoever is at home: the paper of a screening says nothing of violence and lets nobody count
// it. And paper has no buttons: the list of places carries the numbers to call.
export default async function journey({ test, assert, open, signIn, base }) {
  test('paper: a screening printed tells nothing of violence, a list of places tells the numbers', async () => {
    const page = await open({ viewport: { width: 1280, height: 800 } });
    await signIn(page, 'navigator');
    const main = page.locator('main');
    const go = (button) => Promise.all([page.waitForNavigation(), button.first().click()]);
    await page.goto(`${base}/people/new`);
    await page.locator('[name=given_name]').fill('Imani');
    await page.locator('[name=family_name]').fill(`Example ${Date.now() % 100000}`);
    await go(main.locator('form[action="/people/new"] button[type=submit]'));
    const person = page.url();
    await go(main.locator('a[href$="/screenings/new"]'));
    await go(main.locator('form button'));
    for (const [group, answer] of [[/^3\. /, 'Often true'], [/^7\. /, 'Frequently'], [/^9\. /, 'Fairly often']]) {
      await page.getByRole('group', { name: group }).getByLabel(answer, { exact: true }).check();
    }
    await go(main.locator('button[name=go][value=next]'));
    for (const need of ['Food', 'Feeling safe at home']) await page.getByRole('group', { name: need }).getByLabel('Yes').check();
    await go(main.locator('button[name=rest]'));
    const violence = /safe|violence|hurt|threaten|frequently|fairly often|2 things/i;
    for (const url of [page.url(), person]) {
      await page.goto(url);
      assert.match(await main.innerText(), violence, 'the screen shows it to who looks after the person');
      await page.emulateMedia({ media: 'print' });
      const paper = await main.innerText();
      assert.match(paper, /Food/);
      // Every record has "Safe ways to reach", every screening asks about mold: "Safe and healthy home".
      assert.doesNotMatch(paper.replace(/safe ways to reach|marked safe|safe and healthy home/gi, ''), violence);
      await page.emulateMedia({ media: 'screen' });
    }
    await page.goto(`${base}/find?need=food`);
    assert.doesNotMatch(await main.innerText(), /Call: /);
    await page.emulateMedia({ media: 'print' });
    assert.match(await main.innerText(), /Call: \(?\d{3}\)?[ -]\d{3}-\d{4}/);
    await page.context().close();
  });
}
