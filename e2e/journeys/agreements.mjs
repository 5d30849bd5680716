// A data use agreement from its draft to the day it holds: the coordinator writes it, one party signs by keyboard without script, the
// other draws. Before that a consent that names the other party is refused, with words that say how to mend it.
import { look, QUICK } from '../lib/browser.mjs';

const ADMINS = { one: 'admin@health-department.example', two: 'office@slate-gate.example' };

export default async function journey({ test, assert, open, signIn, signInAs, base }) {
  const go = (page, locator) => Promise.all([page.waitForNavigation(), locator.click()]);
  test('agreements: no consent without one, then two sign and it holds', async () => {
    const desk = await open({ viewport: { width: 1280, height: 900 } });
    const main = desk.locator('main');
    await signIn(desk, 'coordinator');
    await desk.goto(`${base}/agreements/new`);
    const party = (name) => main.getByLabel(name, { exact: true });
    const other = await party('Slate Gate Congregation').getAttribute('value');

    // The worker asks before there is an agreement.
    const worker = await open({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    await signIn(worker, 'navigator');
    await worker.goto(`${base}/people`);
    const record = await worker.locator('main table a[href^="/people/"]').nth(3).getAttribute('href');
    const ask = async () => {
      await worker.goto(`${base}${record}/consent?org=${other}`);
      await worker.locator('main input[name=how][value=spoken]').check();
      await go(worker, worker.locator('main form[action$="/consent"] button[type=submit]').first());
    };
    await ask();
    const refused = await worker.locator('main').innerText();
    assert.match(refused, /no data use agreement in force between .* and Slate Gate Congregation/);
    assert.match(refused, /coordinator can write one under Agreements/, 'it says how to mend it');

    // The coordinator writes one from the standard words.
    await party('Slate Gate Congregation').check();
    await party('Merrow Bend Health Department').check();
    for (const what of ['contact', 'needs']) await main.locator(`input[name=classes][value=${what}]`).check();
    await main.locator('input[name=title]').fill('Sharing with Slate Gate');
    await go(desk, main.locator('form[action="/agreements/new"] button[type=submit]'));
    await look(desk, QUICK);
    const path = new URL(desk.url()).pathname;
    await go(desk, main.locator('form[action$="/send"] button'));
    assert.match(await main.innerText(), /Waits for: .*Slate Gate Congregation/);

    // One signs by typing, without script.
    const first = await open({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    await signInAs(first, ADMINS.one);
    await first.goto(base + path);
    assert.ok(!await first.locator('main [data-draw]').isVisible(), 'without script nothing is offered that does not work');
    await first.locator('main input[name=signature]').fill('Gwendolyn Straka');
    await go(first, first.locator('main form[action$="/sign"] button[type=submit]'));
    assert.match(await first.locator('body').innerText(), /Signed\. The agreement begins when all have signed\./);

    // The other draws.
    const second = await open({ viewport: { width: 1280, height: 900 } });
    await signInAs(second, ADMINS.two);
    await second.goto(base + path);
    await second.locator('main input[name=signature]').fill('Asher Feldstrom');
    const pad = second.locator('main svg.draw:not(.still)');
    await pad.scrollIntoViewIfNeeded();
    const box = await pad.boundingBox();
    await second.mouse.move(box.x + 0.1 * box.width, box.y + 0.5 * box.height);
    await second.mouse.down();
    for (const [x, y] of [[0.4, 0.2], [0.6, 0.8], [0.9, 0.4]]) await second.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 5 });
    await second.mouse.up();
    await go(second, second.locator('main form[action$="/sign"] button[type=submit]'));
    assert.match(await second.locator('main').innerText(), /It is in force until the end of/);
    assert.equal(await second.locator('main svg.draw.still').count(), 1, 'the lines stand beside the name');
    await look(second, QUICK);

    // Now the person's yes can name them.
    await ask();
    assert.match(await worker.locator('body').innerText(), /The choice was saved/);

    // Everybody sees that it holds, and nobody who signed it.
    const anybody = await open({ viewport: { width: 360, height: 740 } });
    await anybody.goto(base + path);
    const seen = await anybody.locator('main').innerText();
    assert.match(seen, /In force/);
    assert.ok(!seen.includes('Asher Feldstrom') && !seen.includes('We do not sell facts'));
    for (const page of [desk, worker, first, second, anybody]) await page.context().close();
  });
}
