// The community decides over a budget: three options, on the web without script and by keyboard, and on paper keyed by two
// members; the result explains itself in both languages, and its signed bundle is recounted with `tandem tally`.
import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { look, QUICK, tabTo } from '../lib/browser.mjs';
import { local } from '../lib/moment.mjs';

const run = promisify(execFile);

export default async function journey({ test, assert, open, signIn, base }) {
  test('community vote: a budget, web and paper, a result that anybody recounts', async () => {
    // The clock closes a vote, nobody else: this one is open for a little longer than a test takes.
    const closes = new Date(Math.ceil((Date.now() + 75_000) / 60_000) * 60_000);
    const boss = await open({ viewport: { width: 1280, height: 800 } });
    await signIn(boss, 'coordinator');
    await boss.goto(`${base}/votes/new`);
    const typed = {
      title_en: 'A safe way to the school', title_es: 'Un camino seguro a la escuela', question_en: 'What shall we build?', question_es: '¿Qué construimos?',
      explanation_en: 'Children walk along a busy road.', explanation_es: 'Los niños caminan por una calle con mucho tráfico.',
      budget: '30,000', minimum_support: '1', opens: local(new Date(Date.now() - 7_200_000)), closes: local(closes),
      name_en_1: 'Crossing lights', name_es_1: 'Semáforos', cost_1: '12,000', name_en_2: 'A sidewalk', name_es_2: 'Una acera', cost_2: '18,000',
      name_en_3: 'A bridge', name_es_3: 'Un puente', cost_3: '30,000',
    };
    for (const [name, value] of Object.entries(typed)) await boss.locator(`[name="${name}"]`).fill(value);
    await boss.locator('[name=method][value=equal-shares-add1]').check();
    await boss.locator('[name=within_budget]').check();
    await Promise.all([boss.waitForNavigation(), boss.locator('main form button[type=submit]').last().click()]);
    const vote = new URL(boss.url()).pathname;
    await Promise.all([boss.waitForNavigation(), boss.locator(`form[action="${vote}/open"] button`).click()]);
    await boss.locator('[name=n]').fill('4');
    await Promise.all([boss.waitForNavigation(), boss.locator(`form[action="${vote}/slips"] button`).click()]);
    const big = await boss.locator('.code-big').allInnerTexts();
    const codes = big.map((code) => code.trim());
    assert.equal(codes.length, 4);
    assert.deepEqual(await look(boss, QUICK), []);

    // A resident, without script, by keyboard alone, in Spanish.
    const said = vote.replace('/votes/', '/say/');
    const page = await open({ javaScriptEnabled: false, locale: 'es-MX' });
    await page.goto(`${base}/say`);
    await page.goto(base + said);
    assert.equal(await page.locator('html').getAttribute('lang'), 'es');
    await page.locator('[name=choice][value="1"]').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.locator('[name=code]').focus();
    await page.keyboard.type(codes[0].toLowerCase());
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    assert.match(await page.locator('main').innerText(), /Quite una opción/, 'lights and bridge cost more than there is');
    await page.locator('[name=choice][value="3"]').focus();
    await page.keyboard.press('Space');
    await page.locator('[name=choice][value="2"]').focus();
    await page.keyboard.press('Space');
    await page.locator('[name=code]').focus();
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    assert.match(await page.locator('main').innerText(), /Revise su boleta[\s\S]*Semáforos[\s\S]*Una acera/);
    await page.locator('button[name=cast]').focus();
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    const receipt = (await page.locator('.code-big').innerText()).trim();
    assert.match(receipt, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);

    // Two papers, and one of the resident who has voted already; keyed by two, one of them wrong once.
    const papers = [[codes[1], '3'], [codes[2], '1 2'], [codes[0], '3']];
    const key = async (who, rows) => {
      for (const [n, [code, marks]] of rows.entries()) {
        await who.locator(`[name=code_${n + 1}]`).fill(code);
        await who.locator(`[name=marks_${n + 1}]`).fill(marks);
      }
    };
    const first = await open({ viewport: { width: 1280, height: 800 } });
    await signIn(first, 'navigator');
    await first.goto(base + vote);
    await first.locator('[name=name]').fill('School gate');
    await first.locator('[name=papers]').fill('3');
    await Promise.all([first.waitForNavigation(), first.locator(`form[action="${vote}/papers"] button`).click()]);
    const batch = new URL(first.url()).pathname;
    await key(first, papers);
    await Promise.all([first.waitForNavigation(), first.locator(`form[action="${batch}"] button`).click()]);
    const second = await open({ viewport: { width: 1280, height: 800 } });
    await signIn(second, 'responder');
    await second.goto(base + batch);
    assert.equal(await second.locator('[name=marks_1]').inputValue(), '', 'the second does not see the first');
    await key(second, [[codes[1], '3'], [codes[2], '1'], [codes[0], '3']]);
    await Promise.all([second.waitForNavigation(), second.locator(`form[action="${batch}"] button`).click()]);
    assert.equal(await second.locator(`form[action="${batch}/count"]`).count(), 0, 'a paper differs');
    await second.locator('[name=code_2]').fill(codes[2]);
    await second.locator('[name=marks_2]').fill('1 2');
    assert.deepEqual(await look(second, QUICK), []);
    await second.locator('[name=code_2]').fill(codes[2]);
    await second.locator('[name=marks_2]').fill('1 2');
    await Promise.all([second.waitForNavigation(), second.locator(`form[action="${batch}/settle"] button`).click()]);
    await Promise.all([second.waitForNavigation(), second.locator(`form[action="${batch}/count"] button`).click()]);
    assert.match(await second.locator('main').innerText(), /2: counted; 1: the code had voted before/);

    await new Promise((resolve) => { setTimeout(resolve, Math.max(0, closes.getTime() - Date.now()) + 1500); });
    await boss.goto(base + vote);
    await Promise.all([boss.waitForNavigation(), boss.locator(`form[action="${vote}/publish"] button`).click()]);
    const main = boss.locator('main');
    for (const words of [
      /Paid for: Crossing lights and A sidewalk\. That is \$30,000 of \$30,000\./, /2 of 3 voters \(67%\) get at least one thing/,
      /A bridge[\s\S]*its one supporter had \$29,999 of their shares left/, /3 of 4 codes were used/, /1 on paper: the code had voted before\. The first vote came on this website/,
    ]) assert.match(await main.innerText(), words);
    assert.deepEqual(await look(boss, QUICK), []);

    // The resident finds the receipt, without an account and without script.
    await page.goto(`${base}${said}/results`);
    assert.match(await page.locator('main').innerText(), /Se paga: Semáforos y Una acera/);
    await tabTo(page, '[name=receipt]').catch(() => page.locator('[name=receipt]').focus());
    await page.keyboard.type(receipt);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    assert.match(await page.locator('main').innerText(), /Su boleta está en la lista y se contó/);

    const folder = mkdtempSync(join(tmpdir(), 'tandem-vote-'));
    const text = await (await page.request.get(`${base}${said}/bundle`)).text();
    const file = join(folder, 'vote.json');
    writeFileSync(file, text);
    const shown = await page.locator('code', { hasText: '--key' }).innerText();
    const { stdout } = await run(process.env.TANDEM_BIN, ['tally', file, '--key', shown.split('--key ')[1].trim()]);
    assert.match(stdout, /The published result holds/);
    const forged = text.replace(/("ballots":\s*\[[^\]]*)"3"/, '$1"1"');
    assert.notEqual(forged, text);
    writeFileSync(file, forged);
    const changed = await run(process.env.TANDEM_BIN, ['tally', file]).catch((error) => error);
    assert.match(`${changed.stdout}`, /the part `ballots` was changed/);
    assert.deepEqual([...boss.faults, ...second.faults, ...first.faults], []);
    for (const each of [boss, page, first, second]) await each.context().close();
  });
}
