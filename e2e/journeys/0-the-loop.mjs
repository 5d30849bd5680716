// The whole of what Tandem is for, on a fresh partnership and a real directory: a question in a clinic becomes help
// confirmed at home, and what nobody had room for becomes a gap. On SQLite, and on PostgreSQL where one is given.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASES, inviting, link, partnership, realData, welcome } from '../lib/partnership.mjs';

const WIDE = { viewport: { width: 1280, height: 800 } };
/** Where a person lives who may ask: a ZIP code of the directory. */
const ZIP = '21217';

export default async function journey({ test, skip, assert, open }) {
  const directory = realData('directory/baltimore-bahc-icarol');
  const responses = realData('questionnaires/mycareplanner/QuestionnaireResponse-AHC.json');
  for (const kind of DATABASES) {
    const name = `the loop, from a question to help confirmed (${kind})`;
    if (!directory || !responses) { skip(name, 'the real directory and screenings are not beside this checkout'); continue; }
    test(name, async () => {
      const p = await partnership(kind);
      try { await loop({ assert, open, p, directory, responses }); } finally { await p.stop(); }
    });
  }
}

async function loop({ assert, open, p, directory, responses }) {
  const press = async (page, button) => { await button.click(); await page.waitForLoadState(); };
  const main = (page) => page.locator('main').innerText();

  // The partnership, with the README's commands.
  const made = await p.tandem('init', '--name', 'Harbor Partnership', '--organization', 'Harbor Clinic', '--sector', 'healthcare',
    '--administrator', 'Ada Adams', '--email', 'ada@harbor.example');
  assert.equal(made.code, 0, made.said);
  const imported = await p.tandem('import', 'directory', '--format', 'ohana-csv', directory, '--report', 'directory.json');
  assert.equal(imported.code, 0, imported.said);
  const report = JSON.parse(readFileSync(join(p.folder, 'directory.json'), 'utf8'));
  assert.equal(report.organizations.accepted, 748);
  assert.equal(report.services.accepted + report.services.rejected, 1876);
  assert.ok(report.services.accepted >= 1870, 'the real directory is usable');
  // The sample names nobody: it is refused, with the place of the fault. Told who it is about, it comes in.
  const refused = await p.tandem('import', 'screenings', '--organization', 'Harbor Clinic', responses);
  assert.match(refused.said, /0 accepted.*1 rejected[\s\S]*QuestionnaireResponse\.subject/);
  const sample = JSON.parse(readFileSync(responses, 'utf8'));
  const patient = { resourceType: 'Patient', id: 'p1', identifier: [{ system: 'urn:harbor', value: 'H-1' }], name: [{ given: ['Otis'], family: 'Example' }], birthDate: '1970-01-02' };
  writeFileSync(join(p.folder, 'sample.json'), JSON.stringify({ ...sample, id: 's1', contained: [patient], subject: { reference: '#p1' }, authored: '2026-03-01T10:00:00Z' }));
  const taken = await p.tandem('import', 'screenings', '--organization', 'harbor clinic', 'sample.json', '--report', 'screenings.json');
  assert.equal(JSON.parse(readFileSync(join(p.folder, 'screenings.json'), 'utf8')).screenings.accepted, 1, taken.said);

  // The administrator comes in by the one-time link, and invites a navigator.
  await p.serve();
  const ada = await welcome(open, made.said);
  assert.ok(await ada.locator('nav.nav').isVisible() && !/cannot open/.test(await main(ada)), 'the first page is one for an administrator');
  const again = await open();
  assert.equal((await again.goto(link(made.said, 'welcome'))).status(), 410, 'the link works once');
  await ada.locator('details.menu summary').click();
  await press(ada, ada.locator('details.menu').getByRole('link', { name: 'People and roles' }));
  const invite = (name, role) => inviting({ open, p, by: ada, name, role });
  const nora = await invite('Nora Navarro', /^Navigator/);
  assert.equal(new URL(nora.url()).pathname, '/today');
  const pia = await invite('Pia Prado', /^Privacy officer/);
  assert.equal(new URL(pia.url()).pathname, '/audit');

  // Before: nothing has been asked.
  const figure = async (page, path) => { await page.goto(`${p.base}${path}?scope=own`); return main(page); };
  const before = { health: await figure(nora, '/health'), gaps: await figure(nora, '/gaps') };

  // She adds a person and asks the questions. Counted: every press that is not an answer.
  let taps = 0;
  const tap = async (button) => { taps += 1; await press(nora, button); };
  await nora.goto(`${p.base}/people/new`);
  await nora.getByLabel('First name').fill('Maya');
  await nora.getByLabel('Last name').fill('Okoye');
  await nora.getByLabel(/^Birth date/).fill('1988-04-12');
  await nora.getByLabel(/^Email/).first().fill('maya@home.example');
  await nora.getByRole('group', { name: /What is safe/ }).getByLabel('Email').check();
  await nora.getByLabel(/^ZIP code/).fill(ZIP);
  await tap(nora.getByRole('button', { name: 'Save' }));
  await tap(nora.getByRole('link', { name: 'Start a screening' }));
  await tap(nora.getByRole('button', { name: /^Begin.*AHC/ }));
  const answers = [
    'I have a steady place to live', 'None of the above', 'Often true', 'Sometimes true', 'Yes', 'No', 'Never', 'Never', 'Never', 'Never',
  ];
  for (const [i, words] of answers.entries()) await nora.getByRole('group', { name: new RegExp(`^${i + 1}\\. `) }).getByLabel(words, { exact: true }).check();
  await tap(nora.getByRole('button', { name: 'Next: ask about help' }));
  assert.ok(!/risk/i.test(await main(nora)), 'no risk is shown before the person has said what they want');
  for (const need of ['Food', 'Rides']) await nora.getByRole('group', { name: need }).getByLabel('Yes').check();
  await tap(nora.getByRole('button', { name: /no.* to the rest/ }));
  assert.match(await main(nora), /Help is wanted with 2 things/);
  const result = nora.url();

  // Food: choose a place that can be asked by e-mail; consent is the next page, and then the request goes out.
  /** Ticks the first place with an address, goes through consent, sends; answers the code and the place. */
  async function refer(need) {
    await nora.goto(result);
    await tap(nora.getByRole('link', { name: `Choose help for ${need}` }));
    const place = nora.locator('section.card').filter({ hasNot: nora.getByText('Cannot be asked online') }).filter({ has: nora.locator('input[name=service]:enabled') }).first();
    const title = await place.locator('b').innerText();
    await place.locator('input[name=service]').check();
    taps += 1;
    await tap(nora.getByRole('button', { name: 'Send the request' }));
    if (/\/consent\?/.test(nora.url())) {
      assert.notEqual(await nora.getByLabel('Who may see it?').inputValue(), '', 'the place is chosen already');
      await nora.getByRole('group', { name: 'What did the person say?' }).getByLabel('Yes, out loud').check();
      await tap(nora.getByRole('button', { name: 'Save this choice' }));
      assert.ok(await nora.locator('section.card', { hasText: title }).first().locator('input[name=service]').isChecked(), 'back, with the place still ticked');
      await tap(nora.getByRole('button', { name: 'Send the request' }));
    }
    const code = (await nora.locator('.code-big').innerText()).trim();
    await press(nora, nora.getByRole('link', { name: 'Open the request' }));
    return { code, title, url: nora.url() };
  }
  const letters = p.mail.letters.length;
  const food = await refer('Food');
  assert.ok(taps <= 12, `screening, consent and referral took ${taps} taps`);

  // The letter comes over SMTP; it names neither the person nor the need.
  const isRequest = (l) => /\/a\/[\w-]+/.test(l.text);
  const request = await p.mail.waitFor((l) => p.mail.letters.indexOf(l) >= letters && isRequest(l), 'with an answer link');
  assert.ok(!/Maya|Okoye|food|pantry|health|hunger/i.test(request.subject + request.text.replace(/Harbor Partnership/g, '')), `the letter tells:\n${request.subject}\n${request.text}`);

  // The organization answers in a browser that has never been here, without an account and without script.
  const clerk = await open({ ...WIDE, javaScriptEnabled: false });
  const answer = link(request.text, 'a');
  await clerk.goto(answer);
  assert.match(await main(clerk), /Maya Okoye/);
  await press(clerk, clerk.locator('form[action$="/accept"] button'));
  assert.match(await main(clerk), /Thank you|How did it end|what became/i);
  await clerk.getByRole('group', { name: /Did .* get/ }).getByLabel(/^Yes/).check();
  await clerk.locator('input[name=reason][value=help_given], input[name=reason]:not([value=""])').first().check();
  await press(clerk, clerk.locator('form[action$="/outcome"] button'));

  // The person is asked, by the way that is safe, and says so; their code shows the same without an account.
  const question = await p.mail.waitFor((l) => l.to === 'maya@home.example' && /\/c\/[\w-]+/.test(l.text), 'that asks the person');
  const maya = await open({ javaScriptEnabled: false });
  await maya.goto(link(question.text, 'c'));
  await maya.getByLabel('Yes', { exact: true }).check();
  await press(maya, maya.locator('main form button'));
  await maya.goto(`${p.base}/track`);
  await maya.getByLabel(/code/i).fill(food.code);
  await press(maya, maya.locator('main form button').first());
  assert.ok((await main(maya)).length > 100 && !/not find|wrong/i.test(await main(maya)));

  // Rides: the place says that it has no room.
  const rides = await refer('Rides');
  const second = await p.mail.waitFor((l) => isRequest(l) && l.text !== request.text && l.to !== 'nora@harbor.example', 'for the second request');
  await clerk.goto(link(second.text, 'a'));
  await clerk.locator('form[action$="/decline"] summary, details:has(form[action$="/decline"]) summary').click();
  await clerk.locator('form[action$="/decline"] input[value*=capacity], form[action$="/decline"] input[value*=room]').first().check();
  await press(clerk, clerk.locator('form[action$="/decline"] button'));

  // The navigator sees three facts apart, and the figures have moved: one yes, one gap.
  await nora.goto(food.url);
  const facts = await nora.locator('dl', { hasText: 'Loop closed' }).innerText();
  assert.equal((facts.match(/\bYes\b/g) ?? []).length, 3, `closed, received, resolved:\n${facts}`);
  await nora.goto(rides.url);
  assert.match(await main(nora), /No room/);
  const after = { health: await figure(nora, '/health'), gaps: await figure(nora, '/gaps') };
  assert.notEqual(after.health, before.health);
  assert.notEqual(after.gaps, before.gaps);
  assert.match(after.gaps, new RegExp(`The largest gap is Rides in this area: ${ZIP}. There, one request was not met`));
  assert.match(after.health, /2 requests for help[\s\S]*Service received\s+1 of 2[\s\S]*Need resolved\s+1 of 2/);

  // The privacy officer finds every step in the audit.
  await pia.goto(`${p.base}/audit`);
  await pia.locator('main summary').first().click();
  await pia.getByLabel('Only what was changed').check();
  await press(pia, pia.getByRole('button', { name: 'Filter' }));
  const rows = await pia.locator('main tbody tr').allInnerTexts();
  /** Newest first, as the page shows them; other lines may stand between. Lines of one moment have no order among them. */
  const steps = [
    [['its link', 'Request for help', 'Said no']],
    [['Nora Navarro', 'Request for help', 'Sent it']],
    [['Nora Navarro', 'Consent', 'Said yes out loud']],
    [['The person', 'Request for help', 'Said: the need is met']],
    [['its link', 'Request for help', 'Help was given'], ['its link', 'Request for help', 'Said: the person got help']],
    [['its link', 'Request for help', 'Accepted it'], ['its link', 'Request for help', 'The organization keeps']],
    [['Nora Navarro', 'Request for help', 'Sent it']],
    [['Nora Navarro', 'Consent', 'Said yes out loud']],
    [['Nora Navarro', 'Screening', 'Screening done'], ['Nora Navarro', 'Need', 'Written down']],
    [['Nora Navarro', 'Screening', 'Screening started']],
    [['Nora Navarro', 'Person', 'New record']],
    [['Ada Adams', 'Account', 'Navigator']],
    [['import', 'Screening', 'Came in with a file']],
  ];
  let from = 0;
  for (const moment of steps) {
    const places = moment.map((words) => rows.findIndex((row, i) => i >= from && words.every((word) => row.includes(word))));
    assert.ok(places.every((place) => place >= 0), `the audit does not show ${JSON.stringify(moment)} in its place:\n${rows.join('\n')}`);
    from = Math.max(...places) + 1;
  }
  for (const page of [ada, nora, pia, clerk, maya]) assert.deepEqual(page.faults, []);

  // And the database is whole.
  await p.server().stop();
  const check = await p.tandem('check');
  assert.equal(check.code, 0, check.said);
}
