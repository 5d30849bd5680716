// The whole of what power sharing is for, from a gap to promises: a neighbor without an account proposes something about a transport gap;
// a valid workgroup asks, objects, integrates and adopts it with a quorum; the community votes on three options within a budget, on the web,
// on paper and by text message; the charter makes the result bind; it explains itself and is recounted from its bundle; the report on power shows the
// quarter; and anybody reads it all in Spanish, without an account. The days that the rules ask for pass on a clock that is put forward.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { look, QUICK } from '../lib/browser.mjs';
import { demoWithClock, noClock } from '../lib/later.mjs';
import { local } from '../lib/moment.mjs';
import { DATABASES } from '../lib/partnership.mjs';
import { signIn, signIns } from '../lib/people.mjs';

const run = promisify(execFile);
const WIDE = { viewport: { width: 1280, height: 900 } };
const NARROW = { viewport: { width: 360, height: 780 } };
/** Who leads the workgroup: public health, a clinic, drivers, the bus company, a neighbor. */
const LEADS = ['navigator@health-department.example', 'nurse@eastbank-clinic.example', 'dispatch@forty-wheels.example', 'access@bend-transit.example',
  'resident@cannery-neighbors.example'];
const [HEALTH, NURSE, , , NEIGHBOR] = LEADS;

const inDays = (now, days) => local(new Date(now.getTime() + days * 86_400_000)).slice(0, 10);

export default async function journey({ test, skip, assert, open }) {
  // The demo's 18 months take PostgreSQL minutes to fill: there the journey runs when it is asked for.
  for (const kind of process.env.E2E_EVERYWHERE ? DATABASES : DATABASES.slice(0, 1)) {
    const name = `power shared: a gap becomes a proposal, a decision, a vote, promises (${kind})`;
    if (noClock) { skip(name, noClock); continue; }
    test(name, async () => {
      const server = await demoWithClock(kind);
      try { await shared({ assert, open, server }); } finally { await server.stop(); }
    });
  }
}

async function shared({ assert, open, server }) {
  const { base } = server;
  const { password } = Object.values(signIns(server.output()))[0];
  const [year, month] = inDays(server.now(), -21).split('-').map(Number);
  const quarter = `${year}-Q${Math.ceil(month / 3)}`;
  const main = (page) => page.locator('main').innerText();
  const press = (page, where) => Promise.all([page.waitForNavigation(), page.locator(where).first().click()]);
  /** Does something as somebody, on a page of their own. */
  const as = async (email, path, act) => {
    const page = await open(WIDE);
    await signIn(page, base, { email, password });
    await page.goto(base + path);
    const said = await act(page);
    assert.deepEqual(page.faults, [], `${email} at ${path}`);
    await page.context().close();
    return said;
  };
  const unfold = (page, words) => page.locator('main summary', { hasText: words }).first().click();
  const step = (proposal, words) => as(HEALTH, proposal, async (page) => {
    await press(page, `form[action$="/stage"] button:has-text("${words}")`);
    return main(page);
  });
  const stance = (email, proposal, kind, words = '') => as(email, proposal, async (page) => {
    await page.locator(`[name=kind][value=${kind}]`).check();
    await page.locator('form[action$="/stance"] [name=words]').fill(words);
    await press(page, 'form[action$="/stance"] button');
  });

  // A neighbor has something to say and finds a gap in rides: no account, no script, a telephone.
  const neighbor = await open({ ...NARROW, javaScriptEnabled: false });
  const follow = (way) => Promise.all([neighbor.waitForNavigation(), neighbor.locator(way).first().click()]);
  await neighbor.goto(`${base}/say`);
  await follow('main a[href="/gaps"]');
  await follow('main a[href*="/gaps/transportation-insecurity/"]');
  assert.equal(await neighbor.locator('main a[href^="/people"], main a[href^="/referrals"]').count(), 0);
  await follow('main a[href^="/proposals/new?gap="]');
  await neighbor.fill('[name=title]', 'A van after the last bus');
  await neighbor.fill('[name=problem]', 'After eight nobody can get home from work or from the hospital.');
  await neighbor.fill('[name=body]', 'Run a van at night, from the ferry to the hospital.');
  await press(neighbor, 'main form button[type=submit]');
  const proposal = new URL((await neighbor.locator('main code').first().innerText()).trim()).pathname;
  await as('coordinator@bend-together.example', proposal, async (page) => {
    await page.selectOption('[name=body_id]', { label: 'Rides and transport' });
    await press(page, 'form[action$="/take-up"] button');
  });

  // Questions and answers; what it asks of whom; the same in Spanish.
  await step(proposal, 'Ask for questions');
  await as(NURSE, proposal, async (page) => {
    await page.fill('[name=remark]', 'Who pays the driver?');
    await press(page, 'form[action$="/remark"] button');
  });
  await as(HEALTH, proposal, async (page) => {
    await unfold(page, 'Answer');
    await page.locator('form[action$="/answer"] textarea').fill('The fund for rides, as the community votes.');
    await press(page, 'form[action$="/answer"] button');
    await unfold(page, 'Add a promise');
    await page.locator('[name=organization]').selectOption({ label: 'Forty Wheels' });
    await page.fill('[name=what]', 'Find three drivers for the night');
    await page.fill('[name=what_es]', 'Encontrar tres conductores para la noche');
    await page.fill('[name=due_on]', inDays(server.now(), 60));
    await press(page, 'form[action$="/promises"] button:has-text("Add a promise")');
    await page.goto(`${base}${proposal}/text`);
    await unfold(page, 'The same in Spanish');
    await page.fill('[name=title_es]', 'Una camioneta después del último autobús');
    await page.fill('[name=problem_es]', 'Después de las ocho nadie puede volver a casa del trabajo o del hospital.');
    await page.fill('[name=body_es]', 'Una camioneta por la noche, del ferry al hospital.');
    await page.fill('[name=changed]', 'The same in Spanish');
    assert.deepEqual(await look(page, QUICK), []);
    await press(page, 'form[action$="/text"] button');
  });
  await step(proposal, 'Ask for reactions');
  await as(HEALTH, proposal, async (page) => {
    assert.equal(await page.locator('form[action$="/adopt"]').count(), 0);
    await page.locator('form[action$="/stage"] button').first().click();
    await page.waitForLoadState();
    assert.match(await main(page), /There has not been enough time to react/);
  });
  await server.wait(73);

  // A neighbor in a seat objects. Nothing is adopted past it; it goes into a new version, and round again.
  await step(proposal, 'Ask for objections');
  for (const email of LEADS.slice(0, 4)) await stance(email, proposal, 'consent');
  await stance(NEIGHBOR, proposal, 'objection', 'It does not stop in Far Meadow, where most of us live.');
  await as(HEALTH, proposal, async (page) => {
    assert.match(await main(page), /cannot be adopted yet\. An objection stands/);
    assert.equal(await page.locator('form[action$="/adopt"]').count(), 0);
  });
  await step(proposal, 'Take the objections up');
  await as(HEALTH, `${proposal}/text`, async (page) => {
    await page.fill('[name=body]', 'Run a van at night, from the ferry to the hospital, with a stop in Far Meadow.');
    await page.fill('[name=body_es]', 'Una camioneta por la noche, del ferry al hospital, con una parada en Far Meadow.');
    await page.fill('[name=changed]', 'A stop in Far Meadow');
    await page.locator('[name=objections]').first().check();
    await press(page, 'form[action$="/text"] button');
  });
  await step(proposal, 'Ask for questions');
  await step(proposal, 'Ask for reactions');
  await server.wait(73);
  await step(proposal, 'Ask for objections');
  await stance(HEALTH, proposal, 'consent');
  await as(HEALTH, proposal, async (page) => {
    assert.match(await main(page), /Too few seats have said where they stand/, 'no quorum yet');
  });
  for (const email of LEADS.slice(1, 4)) await stance(email, proposal, 'consent');
  await stance(NEIGHBOR, proposal, 'concern', 'Ask us again after the winter.');
  const decision = await as(HEALTH, proposal, async (page) => {
    await page.fill('[name=review_on]', inDays(server.now(), 180));
    await press(page, 'form[action$="/adopt"] button');
    assert.match(await main(page), /This holds\. It is looked at again on[\s\S]*Find three drivers for the night/);
    return new URL(page.url()).pathname;
  });

  // The community votes on what the van is to be: three options, a budget, a result that binds.
  const closes = new Date(server.now().getTime() + 20 * 3_600_000);
  const { vote, codes } = await as('coordinator@bend-together.example', `/votes/new?from=${decision.split('/').pop()}`, async (page) => {
    const typed = {
      title_en: 'The night van', title_es: 'La camioneta nocturna', question_en: 'What shall we pay for?', question_es: '¿Qué pagamos?',
      explanation_en: 'There is money for one winter.', explanation_es: 'Hay dinero para un invierno.', budget: '30,000', minimum_support: '1',
      opens: local(new Date(server.now().getTime() - 3_600_000)), closes: local(closes),
      name_en_1: 'Weekdays', name_es_1: 'Días de semana', cost_1: '12,000', name_en_2: 'Weekends', name_es_2: 'Fines de semana', cost_2: '18,000',
      name_en_3: 'Every night with a guide', name_es_3: 'Todas las noches con guía', cost_3: '30,000',
    };
    for (const [field, value] of Object.entries(typed)) await page.locator(`[name="${field}"]`).fill(value);
    await page.locator('[name=method][value=equal-shares-add1]').check();
    await page.selectOption('[name=topic]', { label: 'How money for rides is spent' });
    await press(page, 'main form button[type=submit] >> nth=-1');
    assert.match(await main(page), /Choose a group|Fill this in/, 'a group has to answer for it');
    await page.selectOption('[name=body_id]', { label: 'Rides and transport' });
    await press(page, 'main form button[type=submit] >> nth=-1');
    const path = new URL(page.url()).pathname;
    await press(page, `form[action="${path}/open"] button`);
    await page.fill('[name=n]', '4');
    await press(page, `form[action="${path}/slips"] button`);
    return { vote: path, codes: (await page.locator('.code-big').allInnerTexts()).map((code) => code.trim()) };
  });
  const say = vote.replace('/votes/', '/say/');
  const voter = await open({ ...NARROW, javaScriptEnabled: false, locale: 'es-US' });
  await voter.goto(base + say);
  assert.match(await main(voter), /Mande al 541-555-0100 su código y los números de lo que elige/);
  await voter.locator('[name=choice][value="1"]').check();
  await voter.locator('[name=choice][value="2"]').check();
  await voter.fill('[name=code]', codes[0]);
  await press(voter, 'form:has([name=code]) button[type=submit]');
  await press(voter, 'button[name=cast]');
  const papers = [[codes[1], '3'], [codes[2], '1 2']];
  const key = async (page) => {
    for (const [n, [code, marks]] of papers.entries()) {
      await page.fill(`[name=code_${n + 1}]`, code);
      await page.fill(`[name=marks_${n + 1}]`, marks);
    }
  };
  const batch = await as(HEALTH, vote, async (page) => {
    await page.fill('[name=name]', 'Library');
    await page.fill('[name=papers]', '2');
    await press(page, `form[action="${vote}/papers"] button`);
    const path = new URL(page.url()).pathname;
    await key(page);
    await press(page, `form[action="${path}"] button`);
    return path;
  });
  await as(Object.values(signIns(server.output())).find((p) => /pantry@/.test(p.email)).email, batch, async (page) => {
    await key(page);
    await press(page, `form[action="${batch}"] button`);
    await press(page, `form[action="${batch}/count"] button`);
  });
  assert.match(await server.text('+15415550123', `${codes[3]} 1 2`), /^Your vote counts\. Receipt: \S+\nSu voto cuenta\. Comprobante: \S+$/);
  assert.match(await server.text('+15415550123', `${codes[0]} 3`), /has voted already \(on this website\)/);
  await server.wait(21);
  await as('coordinator@bend-together.example', vote, async (page) => {
    await press(page, `form[action="${vote}/publish"] button`);
    assert.match(await main(page), /Paid for: Weekdays and Weekends[\s\S]*3 of 4 voters[\s\S]*How money for rides is spent/);
  });
  await as(HEALTH, `${say}/results`, async (page) => {
    await press(page, 'form[action$="/answer"] button:has-text("Adopt the result")');
    assert.match(await main(page), /Rides and transport adopted the result as it is/);
    assert.deepEqual(await look(page, QUICK), []);
  });
  await as('coordinator@bend-together.example', `${say}/results`, async (page) => {
    await press(page, 'main a[href^="/commitments/new?source="]');
    await page.fill('[name=words]', 'Drive on weekdays and weekends until spring');
    await page.fill('[name=words_es]', 'Conducir entre semana y los fines de semana hasta la primavera');
    await page.selectOption('[name=owner_org]', { label: 'Forty Wheels' });
    await page.fill('[name=due_on]', inDays(server.now(), 120));
    await press(page, 'main form button[type=submit] >> nth=-1');
  });

  // Anybody recounts it.
  const folder = mkdtempSync(join(tmpdir(), 'tandem-vote-'));
  const file = join(folder, 'vote.json');
  writeFileSync(file, await (await voter.request.get(`${base}${say}/bundle`)).text());
  const { stdout } = await run(process.env.TANDEM_BIN, ['tally', file]);
  assert.match(stdout, /The published result holds/);
  rmSync(folder, { recursive: true, force: true });

  // And anybody reads it, in Spanish, on a telephone, without an account and without script.
  const reader = await open({ ...NARROW, locale: 'es-US' });
  for (const [path, words] of [
    [decision, [/Una camioneta después del último autobús/, /con una parada en Far Meadow/, /Se revisa el/, /Encontrar tres conductores para la noche/,
      /Objeciones que cambiaron el texto: 1/, /Carencia: /, /La camioneta nocturna/]],
    [`${say}/results`, [/Se paga: Días de semana y Fines de semana/, /decida esto: Cómo se gasta el dinero para viajes/, /adoptó el resultado tal como es/, /Conducir entre semana/, /3 de 4/]],
    ['/charter', [/Cómo se gasta el dinero para viajes/, /A nadie se le pide que entre/]],
    ['/commitments', [/Encontrar tres conductores para la noche/, /Conducir entre semana/]],
    // The quarter in which the council last took a stance: shares, what they are of what was meant, and how they are spread.
    [`/power-balance?quarter=${quarter}`, [/(Quien más dijo e hizo: [^.]+, \d+% del total\. El estatuto le da \d+% de los asientos|En total se dijeron e hicieron \d+ cosas)/,
      /Asientos ocupados\s+Es como si \d+\.\d de \d+ sectores lo hubieran repartido por igual\. Concentración \(HHI\): 0\.\d\d\. Desigualdad \(Gini\): 0\.\d\d\./,
      /Vecinos y grupos de la comunidad\s+\d+\s+\d+%\s+24%\s+\d\.\d/, /Posturas[\s\S]*se repartió como si (de )?\d+\.\d/,
      /(Los residentes dijeron e hicieron \d+% de todo en este trimestre|Cuánto dijeron e hicieron los residentes no se muestra)/]],
  ]) {
    await voter.goto(base + path);
    assert.equal(await voter.locator('html').getAttribute('lang'), 'es');
    for (const said of words) assert.match(await main(voter), said, path);
    await reader.goto(base + path);
    assert.deepEqual(await look(reader, QUICK), [], path);
  }
  await reader.context().close();
  await voter.context().close();
  await neighbor.context().close();
}
