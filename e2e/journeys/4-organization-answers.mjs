// Journey 4 of interface.md: an organization answers from its e-mail in two clicks, without an account and without
// script, then reports the outcome through the same link. Looking changes nothing.
export default async function journey({ test, assert, open, base }) {
  test('journey 4: an organization answers from its letter in two clicks', async () => {
    const page = await open({ javaScriptEnabled: false });
    await page.goto(`${base}/demo/outbox`);
    const links = [...new Set((await page.content()).match(/\/a\/[\w-]{20,}/g) ?? [])];
    assert.ok(links.length > 0, 'the outbox holds letters with answer links');
    let answered = false;
    for (const link of links.slice(0, 40)) {
      await page.goto(base + link); // The first click: the link in the letter.
      const accept = page.locator('form[action$="/accept"] button');
      if (await accept.count() === 0) continue; // Somebody has answered this one.
      await page.goto(base + link);
      assert.equal(await accept.count(), 1, 'a second look changed nothing');
      await accept.click(); // The second click.
      await page.goto(base + link);
      assert.equal(await page.locator('form[action$="/accept"]').count(), 0, 'it is answered');
      answered = true;
      break;
    }
    assert.ok(answered, 'one letter of the demo still waits for its answer');
    await page.context().close();
  });
  test('a wrong answer link tells nothing', async () => {
    const page = await open();
    const answer = await page.goto(`${base}/a/AAAAAAAAAAAAAAAAAAAAAA`);
    assert.ok([404, 410].includes(answer.status()), `answers ${answer.status()}`);
    await page.context().close();
  });
}
