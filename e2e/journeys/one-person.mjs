// One person, many partners, on a partnership of its own: two organizations bring their people in from files, the index finds whom both
// serve, the coordinator sees a number; the person says yes at both, and both care teams see one timeline; she sees who looked and takes
// it back, and the next read is refused at every door. A shelter's client stays invisible through all of them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { look, QUICK } from '../lib/browser.mjs';
import { hookServer, readAs, told } from '../lib/hook.mjs';
import { DATABASES, inviting, partnership, welcome } from '../lib/partnership.mjs';

const PHONE = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false };
/** More than ten whom both know, or the number would be hidden. The last is a client of the shelter too. */
const NAMES = ['Ngozi Okonkwo 1984-07-02', 'Emeka Adeyemi 1991-03-14', 'Rosalind Hathersage 1950-11-30', 'Thaddeus Winterbourne 1977-01-19',
  'Ximena Quiroga 1988-06-06', 'Bartholomew Pettigrove 1969-09-21', 'Isadora Falkenrath 1995-12-02', 'Leopold Szymborski 1943-04-25',
  'Anneliese Brandvold 2001-08-17', 'Cuauhtémoc Zaragoza 1982-02-28', 'Philippa Ravensdale 1973-10-09', 'Oluwaseun Babatunde 1999-05-23',
  'Sofía Montalvo 1986-03-08'].map((line) => line.split(' '));
const [CLINIC, PANTRY, SHELTER] = ['Riverside Clinic', 'Open Door Pantry', 'Harbor House'];

export default async function journey({ test, assert, open }) {
  for (const kind of DATABASES) {
    test(`one person, many partners: linked, shared, looked at, taken back (${kind})`, async () => {
      const hook = await hookServer();
      const p = await partnership(kind, { TANDEM_WEBHOOK_HOSTS: hook.origin });
      try { await shared({ assert, open, p, hook }); } finally { hook.stop(); await p.stop(); }
    });
  }
}

/** The same people as each writes them down: one with names in two columns, the other family name first and without accents. */
const telephone = (n) => `555-555-01${String(n).padStart(2, '0')}`;
const FILES = {
  [CLINIC]: ['mrn,first_name,last_name,birth_date,phone,zip', ...NAMES.map(([given, family, born], n) => `M${n},${given},${family},${born},${telephone(n)},19601`)],
  [PANTRY]: ['Client ID;Name;DOB;Cell;Zip', ...NAMES.map(([given, family, born], n) => `K${n};"${family}, ${given.normalize('NFD').replace(/\p{M}/gu, '')}";${born};(555) ${telephone(n).slice(4)};19601`)],
  [SHELTER]: ['first_name,last_name,birth_date,phone', `Sofía,Montalvo,1986-03-08,${telephone(12)}`],
};

async function shared({ assert, open, p, hook }) {
  const main = (page) => page.locator('main').innerText();
  const go = (page, button) => Promise.all([page.waitForNavigation(), button.click()]);

  const made = await p.tandem('init', '--name', 'Harbor Partnership', '--organization', CLINIC, '--sector', 'healthcare', '--administrator', 'Ada Adams', '--email', 'ada@harbor.example');
  assert.equal(made.code, 0, made.said);
  await p.serve();
  const ada = await welcome(open, made.said);

  // Two more partners join, each after it was listened to; the shelter's place is confidential.
  const day = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
  const team = {};
  /** The page of People and roles of an organization, for who manages the install. */
  const people = async (name) => {
    await ada.goto(`${p.base}/settings/organizations`);
    await go(ada, ada.locator('main').getByRole('link', { name, exact: true }));
    await go(ada, ada.locator('main a[href^="/settings/people?organization="]'));
  };
  for (const name of [PANTRY, SHELTER]) {
    await ada.goto(`${p.base}/settings/organizations/new`);
    await ada.locator('main [name=name]').fill(name);
    await ada.locator('main [name=sector]').selectOption('social_services');
    if (name === SHELTER) await ada.locator('main [name=confidential]').check();
    await go(ada, ada.locator('main form.card button[type=submit]'));
    const organization = ada.url();
    await ada.goto(`${organization}/listening`);
    for (const [field, words] of [['held_on', day], ['listened', 'Ada Adams'], ['spoke', 'The director'], ['does', 'We look after neighbors.'], ['would_help', 'Tell us who else does.']]) await ada.locator(`main [name=${field}]`).fill(words);
    await ada.locator('main [name=relevance]').first().check();
    await go(ada, ada.locator('main form button[type=submit]').last());
    for (const standing of ['invited', 'member']) {
      await ada.goto(organization);
      await ada.locator('main summary', { hasText: 'Change the standing' }).click();
      await ada.locator(`main [name=membership][value=${standing}]`).check();
      await go(ada, ada.locator('form[action$="/membership"] button'));
    }
  }
  for (const [name, who, role] of [
    [CLINIC, 'Nadia Nurse', /^Nurse/], [CLINIC, 'Aldo Admin', /^Account manager/],
    [PANTRY, 'Clara Clerk', /^Navigator/], [PANTRY, 'Amos Admin', /^Account manager/], [SHELTER, 'Vera Voss', /^Confidential advocate/],
  ]) {
    await people(name);
    team[who.split(' ')[0]] = await inviting({ open, p, by: ada, name: who, role });
  }
  const { Nadia: nurse, Clara: clerk, Vera: advocate } = team;

  // Each brings its people in from its own file, and the index compares them.
  for (const [name, lines] of Object.entries(FILES)) {
    writeFileSync(join(p.folder, 'people.csv'), lines.join('\n'));
    // What a shelter writes down only its care team may open.
    const team = name === SHELTER ? ['--care-team', 'vera@harbor.example'] : [];
    const taken = await p.tandem('import', 'people', '--organization', name, ...team, 'people.csv');
    assert.match(taken.said, new RegExp(`\\b${lines.length - 1} accepted`), taken.said);
  }
  let health = '';
  for (let waited = 0; waited < 60 && !/13 are known to more than one partner/.test(health); waited += 1) {
    await ada.waitForTimeout(500);
    await ada.goto(`${p.base}/health`);
    health = await main(ada);
  }
  assert.match(health, /Of 13 people, 13 are known to more than one partner/, 'the coordinator sees a number; the shelter counts for nothing');

  // Before she says yes nobody learns of the other's record.
  const find = async (page, name) => {
    await page.goto(`${p.base}/people`);
    await page.locator('main [name=q]').fill(name);
    await go(page, page.locator('form[action="/people/search"] button'));
    await go(page, page.locator('main table a[href^="/people/"]').first());
    return new URL(page.url()).pathname;
  };
  const [hers, theirs] = [await find(nurse, 'Ngozi Okonkwo'), await find(clerk, 'Ngozi Okonkwo')];
  const need = async (page, record, domain) => {
    await page.goto(p.base + record);
    await page.locator('form[action$="/needs"] [name=domain]').evaluate((field) => { field.closest('details').open = true; });
    await page.locator('form[action$="/needs"] [name=domain]').selectOption(domain);
    await page.locator('form[action$="/needs"] [name=wants_help][value=yes]').check();
    await go(page, page.locator('form[action$="/needs"] button[type=submit]'));
  };
  await need(nurse, hers, 'food-insecurity');
  await need(clerk, theirs, 'transportation-insecurity');
  // What a member sees, as a file for their own system: { status, text }.
  const file = async (page, record) => {
    const answer = await page.request.get(`${p.base}${record.replace('/people/', '/fhir/Patient/')}/$everything`);
    return { status: answer.status(), text: await answer.text() };
  };
  const timeline = async (page, record) => { await page.goto(`${p.base}${record}/timeline`); return main(page); };
  for (const [page, mine, other, partner, seen, hidden] of [[nurse, hers, theirs, PANTRY, 'Food', 'Rides'], [clerk, theirs, hers, CLINIC, 'Rides', 'Food']]) {
    const text = await timeline(page, mine);
    assert.ok(text.includes(seen) && !text.includes(hidden) && !text.includes(partner), text);
    assert.equal((await page.goto(p.base + other)).status(), 404);
  }

  // A yes may name nobody without a data use agreement: it is written, and both sign.
  await ada.goto(`${p.base}/agreements/new`);
  for (const name of [CLINIC, PANTRY]) await ada.locator('main').getByLabel(name, { exact: true }).check();
  for (const what of await ada.locator('main input[name=classes]').all()) await what.check();
  await ada.locator('main input[name=title]').fill('Sharing with consent');
  await go(ada, ada.locator('main form[action="/agreements/new"] button[type=submit]'));
  const agreement = ada.url();
  await go(ada, ada.locator('main form[action$="/send"] button'));
  for (const [page, name] of [[team.Aldo, 'Aldo Admin'], [team.Amos, 'Amos Admin']]) {
    await page.goto(agreement);
    await page.locator('main input[name=signature]').fill(name);
    await go(page, page.locator('main form[action$="/sign"] button[type=submit]'));
  }
  assert.match(await main(team.Amos), /It is in force until the end of/);

  // The pantry's own record system is connected, and asks to be called when something changes.
  const amos = team.Amos;
  await amos.goto(`${p.base}/settings/systems`);
  await amos.getByLabel('Name of the system').fill('Pantry records');
  await amos.locator('main [name=role][value=navigator]').check();
  await amos.locator('main [name=purpose][value=care_coordination]').check();
  await go(amos, amos.locator('main form[action="/settings/systems"] button[type=submit]'));
  const [id, secret] = (await amos.locator('main dd pre').allInnerTexts()).map((words) => words.trim());
  const system = (record) => readAs(p.base, { id, secret }, `${record.replace('/people/', '/fhir/Patient/')}/$everything`);
  await amos.goto(`${p.base}/settings/systems`);
  await go(amos, amos.locator(`main a[href="/settings/systems/${id}/changes"]`));
  await amos.locator('main [name=endpoint]').fill('https://elsewhere.example/hook');
  await go(amos, amos.locator('main form[action$="/changes"] button[type=submit]'));
  assert.match(await main(amos), /This server may not call that address/);
  await amos.locator('main [name=endpoint]').fill(`${hook.origin}/changed`);
  await amos.locator('main [name=bearer]').fill('shown-at-each-call');
  await go(amos, amos.locator('main form[action$="/changes"] button[type=submit]'));
  assert.deepEqual(await look(amos, QUICK), []);
  /** Waits until the system was called about a record, or for its greeting. */
  const called = async (about) => {
    for (let waited = 0; waited < 60 && !about(hook.came); waited += 1) await amos.waitForTimeout(250);
    assert.ok(about(hook.came), JSON.stringify(hook.came));
  };
  await called((came) => came.length === 1);
  assert.equal((await system(hers)).status, 404, 'without her yes the system finds nobody');

  // She says yes at both, out loud, and both care teams see one timeline.
  const yes = async (page, record, partner) => {
    await page.goto(`${p.base}${record}/consent`);
    await page.locator('main [name=recipient_org]').selectOption({ label: partner });
    for (const what of await page.locator('main [name=classes]').all()) await what.check();
    await page.locator('main [name=how][value=spoken]').check();
    await go(page, page.locator('main form[action$="/consent"] button[type=submit]').first());
    assert.match(await page.locator('body').innerText(), /The choice was saved/);
  };
  await yes(nurse, hers, PANTRY);
  await yes(clerk, theirs, CLINIC);
  for (const [page, mine, other] of [[nurse, hers, theirs], [clerk, theirs, hers]]) {
    const text = await timeline(page, mine);
    for (const word of ['Food', 'Rides', CLINIC, PANTRY]) assert.ok(text.includes(word), `${word} is on one timeline:\n${text}`);
    assert.equal((await page.goto(p.base + other)).status(), 200);
    const saved = await file(page, mine);
    for (const word of ['food-insecurity', 'transportation-insecurity', CLINIC, PANTRY]) assert.ok(saved.text.includes(word), `${word} is in the file`);
  }
  assert.deepEqual(await look(clerk, QUICK), []);
  const patient = (record) => record.replace('/people/', '/fhir/Patient/');
  await called((came) => told(came).includes(patient(hers)));
  assert.ok(hook.came.every(({ shown }) => shown === 'Bearer shown-at-each-call'));
  assert.ok(!/Ngozi|Okonkwo|food/i.test(JSON.stringify(hook.came)), 'a message is an id and nothing else');
  const read = await system(hers);
  assert.ok(read.status === 200 && read.text.includes('food-insecurity'), read.text);

  // On her own page, on a telephone without script, she sees who looked, and takes it back.
  const own = async (page, record) => {
    await page.goto(p.base + record);
    await go(page, page.locator('form[action$="/link"] button'));
    const [address, code] = await page.locator('main code').allInnerTexts();
    const phone = await open(PHONE);
    await phone.goto(p.base + new URL(address).pathname);
    await phone.locator('[name=code]').fill(code);
    await go(phone, phone.locator('main form button'));
    return phone;
  };
  const phone = await own(nurse, hers);
  assert.match(await main(phone), /Open Door Pantry/, 'who looked');
  assert.match(await main(phone), /Pantry records/, 'and which system');
  await go(phone, phone.locator('form[action$="/withdraw"] button').first());
  assert.match(await main(phone), new RegExp(`We stopped sharing with ${PANTRY}`));
  const after = await timeline(clerk, theirs);
  assert.ok(!after.includes('Food') && after.includes('Rides'), after);
  for (const door of ['', '/timeline', '/consent', '/sharing', '/edit', '/screenings/new', '/emergency', '/guardians']) {
    assert.ok([403, 404].includes((await clerk.goto(p.base + hers + door)).status()), `${hers}${door} is shut`);
  }
  assert.equal((await file(clerk, hers)).status, 404, 'FHIR is shut');
  assert.equal((await system(hers)).status, 404, 'for the system too');
  const before = told(hook.came).length;
  // What changes now is no news for whom she no longer lets see it.
  await nurse.goto(`${p.base}${hers}/edit`);
  await nurse.locator('main [name=family_name]').fill('Okonkwo-Bell');
  await go(nurse, nurse.locator('main form[action$="/edit"] button[type=submit]'));
  assert.ok(!(await file(clerk, theirs)).text.includes('food-insecurity'), 'and what is left to see is a file without it');
  await clerk.goto(p.base + theirs);
  assert.ok(!(await clerk.content()).includes(hers), 'nothing leads to the record any more');
  assert.ok((await timeline(nurse, hers)).includes('Rides'), 'what she said at the other place is another choice');

  // The shelter's client: like anybody else at clinic and pantry, and nothing leads to the shelter.
  const sofia = [[nurse, await find(nurse, 'Sofía Montalvo')], [clerk, await find(clerk, 'Sofía Montalvo')]];
  await yes(...sofia[0], PANTRY);
  await yes(...sofia[1], CLINIC);
  await advocate.goto(`${p.base}/people`);
  const safe = await advocate.locator('main table a[href^="/people/"]').first().getAttribute('href');
  await advocate.locator('main [name=q]').fill('Sofía Montalvo');
  await go(advocate, advocate.locator('form[action="/people/search"] button'));
  assert.equal(await advocate.locator(`main a[href="${safe}"]`).count(), 0, 'no search finds what is in the vault, not even at home');
  for (const [page, record] of sofia) {
    for (const door of ['', '/timeline', '/sharing']) {
      await page.goto(p.base + record + door);
      assert.ok(!(await page.content()).includes(SHELTER), `${record}${door} does not know of the shelter`);
    }
    assert.ok(!(await file(page, record)).text.includes(SHELTER), 'the file does not either');
    assert.equal((await file(page, safe)).status, 404);
    // The list of whom a yes may name is the same for everybody.
    const partners = async (person) => {
      await page.goto(`${p.base}${person}/consent`);
      return page.locator('[name=recipient_org] option').allInnerTexts();
    };
    assert.deepEqual(await partners(record), await partners(await find(page, 'Emeka Adeyemi')));
    for (const door of ['', '/timeline', '/sharing']) assert.equal((await page.goto(p.base + safe + door)).status(), 404);
  }
  await called((came) => told(came).includes(patient(sofia[0][1])));
  assert.deepEqual(told(hook.came).slice(before).filter((path) => path === patient(hers)), [], 'nobody called about her again');
  assert.ok(!JSON.stringify(hook.came).includes(safe.split('/').pop()), 'nor ever about the vault');
  assert.equal((await system(safe)).status, 404);
  const hersOnly = await own(nurse, sofia[0][1]);
  for (const path of ['/my', '/my/timeline', '/my/copy', '/my/copy.json']) {
    const answer = await hersOnly.request.get(p.base + path);
    assert.ok(answer.ok() && !(await answer.text()).includes(SHELTER), path);
  }
  assert.ok(!(await timeline(advocate, safe)).includes(PANTRY), 'and the shelter learns nothing of the others');
  for (const page of [ada, ...Object.values(team), phone, hersOnly]) {
    assert.deepEqual(page.faults.filter((fault) => !/404|403/.test(fault)), []);
    await page.context().close();
  }

  await p.server().stop();
  const check = await p.tandem('check');
  assert.equal(check.code, 0, check.said);
}
