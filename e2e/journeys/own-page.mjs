// The person's own page, by link and code, on a telephone and by keyboard: the same timeline, a correction that is asked for
// and answered, a copy of everything, and the switches.
import { look, QUICK, tabTo } from '../lib/browser.mjs';

export default async function journey({ test, assert, open, signIn, base }) {
  test('own page: timeline, correction, copy and switches', async () => {
    const staff = await open({ viewport: { width: 1280, height: 800 } });
    await signIn(staff, 'navigator');
    await staff.goto(`${base}/people`);
    const record = await staff.locator('main table a[href^="/people/"]').nth(1).getAttribute('href');
    await staff.goto(base + record);
    await Promise.all([staff.waitForNavigation(), staff.locator('form[action$="/link"] button').click()]);
    const [address, code] = await staff.locator('main code').allInnerTexts();

    const page = await open({ viewport: { width: 360, height: 740 } });
    const press = (selector, key = 'Enter') => tabTo(page, selector).then(() => Promise.all([page.waitForNavigation(), page.keyboard.press(key)]));
    await page.goto(base + new URL(address).pathname);
    await page.locator('[name=code]').focus();
    await page.keyboard.type(code);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    const main = page.locator('main');
    assert.match(page.url(), /\/my$/);
    assert.deepEqual(await look(page, QUICK), []);

    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${base}/my`);
    await press('a[href="/my/timeline"]');
    assert.ok(await page.locator('ol.timeline > li').count() >= 2);
    assert.deepEqual(await look(page, QUICK), []);

    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${base}/my/timeline`);
    await press('a[href^="/my/correct?kind="]');
    await tabTo(page, 'textarea[name=words]');
    await press('form[action="/my/correct"] button');
    assert.match(await page.locator('.error-summary, [role=alert]').first().innerText(), /Write what is wrong/);
    await page.locator('textarea[name=words]').fill('This was not me.');
    await press('form[action="/my/correct"] button');
    assert.match(await main.innerText(), /This was not me\.[\s\S]*Waits for an answer/);

    await staff.goto(base + record);
    const task = staff.locator('form[action^="/people/corrections/"]').first();
    await task.locator('textarea').fill('We looked again. It was somebody else, and it is gone.');
    await Promise.all([staff.waitForNavigation(), task.locator('button[value=done]').click()]);
    await page.goto(`${base}/my`);
    assert.match(await main.innerText(), /Corrected[\s\S]*We looked again/);

    await press('a[href="/my/copy"]');
    assert.match(await main.innerText(), /A copy of everything/);
    assert.deepEqual(await look(page, QUICK), []);
    await page.emulateMedia({ media: 'print' });
    assert.ok(!await page.locator('a[href="/my/copy.json"]').isVisible(), 'paper has no buttons');
    await page.emulateMedia({ media: 'screen' });
    assert.ok(await page.locator('a[href="/my/copy.pdf"]').isVisible(), 'a PDF to keep');
    const paper = await page.request.get(`${base}/my/copy.pdf`);
    assert.equal(paper.status(), 200);
    assert.equal(paper.headers()['content-type'], 'application/pdf');
    assert.equal((await paper.body()).subarray(0, 5).toString(), '%PDF-');
    const file = await page.request.get(`${base}/my/copy.json`);
    assert.match(file.headers()['content-disposition'], /attachment/);
    const bundle = await file.json();
    assert.equal(bundle.resourceType, 'Bundle');
    for (const kind of ['Patient', 'QuestionnaireResponse', 'Condition', 'Task', 'AuditEvent']) {
      assert.ok(bundle.entry.some((entry) => entry.resource.resourceType === kind), kind);
    }

    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${base}/my`);
    await press('a[href="/my/share"]');
    assert.deepEqual(await look(page, QUICK), []);
    await page.setViewportSize({ width: 360, height: 740 });
    const group = await page.locator('select[name=recipient_org] option').nth(3).innerText();
    await page.locator('select[name=recipient_org]').selectOption({ label: group });
    await page.getByLabel('Your visits to hospitals and clinics').check();
    await press('form[action="/my/share"] button[type=submit]');
    assert.match(await page.locator('.consent-text').innerText(), /Who may see them/);
    await page.locator('[name=signature]').fill('My Name');
    await press('form.form[action="/my/share"] button[type=submit]');
    const card = page.locator('.card', { has: page.getByRole('heading', { name: `With ${group}` }) }).first();
    assert.match(await card.innerText(), /visits to hospitals and clinics/);
    await Promise.all([page.waitForNavigation(), card.locator('form[action$="/withdraw"] button').click()]);
    assert.match(await main.innerText(), new RegExp(`We stopped sharing with ${group.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
    assert.deepEqual(page.faults, []);
    await page.context().close();
    await staff.context().close();
  });

  test('own page: in Spanish', async () => {
    const staff = await open({ viewport: { width: 1280, height: 800 } });
    await signIn(staff, 'navigator');
    await staff.goto(`${base}/people`);
    const record = await staff.locator('main table a[href^="/people/"]').nth(2).getAttribute('href');
    await staff.goto(base + record);
    await Promise.all([staff.waitForNavigation(), staff.locator('form[action$="/link"] button').click()]);
    const [address, code] = await staff.locator('main code').allInnerTexts();
    const page = await open({ viewport: { width: 360, height: 740 }, locale: 'es-US' });
    await page.goto(base + new URL(address).pathname);
    await page.locator('[name=code]').fill(code);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    for (const [path, words] of [['/my', /Lo que está escrito sobre usted/], ['/my/timeline', /Mi línea de tiempo/], ['/my/copy', /Una copia de todo/], ['/my/correct', /Pedir una corrección/], ['/my/share', /Compartir con un grupo/]]) {
      await page.goto(base + path);
      assert.match(await page.locator('main').innerText(), words);
      assert.equal(await page.locator('html').getAttribute('lang'), 'es');
    }
    await page.context().close();
    await staff.context().close();
  });
}
