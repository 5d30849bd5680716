// Journey 6 of interface.md: somebody who listens to the page learns what they came for from the heading and the one
// sentence after it. Public indicators come later; until then it holds for the pages of today that answer a question.
export default async function journey({ test, assert, open, signIn, base }) {
  /** What a screen reader says first after jumping to the heading: the heading, and the next thing that has words. */
  const first = (page) => page.evaluate(() => {
    const heading = document.querySelector('main h1');
    const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_ELEMENT);
    walk.currentNode = heading;
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (!heading.contains(node) && node.matches('p, .key, li, [role=status]') && node.innerText.trim()) return [heading.innerText, node.innerText.trim()];
    }
    return [heading.innerText, ''];
  });
  test('journey 6: heading and one sentence answer the question', async () => {
    const page = await open();
    await page.goto(`${base}/find?need=food`);
    assert.ok((await page.locator('main h2').allInnerTexts()).some((words) => /^[0-9]+ places for Food/.test(words)), 'a heading says how many places there are');
    await signIn(page, 'coordinator');
    for (const [path, fits] of [['/gaps', /largest gap|No single gap|Every request/], ['/health', /requests? for help/]]) {
      await page.goto(base + path);
      const key = await page.locator('main .key').first().innerText();
      assert.match(key, fits, `${path} answers in one sentence`);
      const [heading, sentence] = await first(page);
      assert.ok(heading && sentence.split(/[.!?](\s|$)/).length <= 6, `${path}: ${sentence}`);
      // The picture is named, and what it shows stands in a table too.
      for (const svg of await page.locator('main svg[role=img]').all()) assert.ok(await svg.getAttribute('aria-label') || await svg.getAttribute('aria-labelledby'), 'a picture has a name');
    }
    await page.context().close();
  });
}
