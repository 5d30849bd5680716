// Journey 7: the coordinator opens a meeting, notes who is there, writes what was agreed and who does what, closes it and publishes the
// minutes: the public reads them at once, with the calendar file. Without script, by forms alone.
import { local } from '../lib/moment.mjs';

export default async function journey({ test, assert, open, signIn, base }) {
  test('journey 7: a meeting is closed, and its minutes are out with what was agreed, action and calendar file', async () => {
    const page = await open({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false });
    await signIn(page, 'coordinator');
    const main = page.locator('main');
    const press = (name, within = main) => within.getByRole('button', { name }).first().click();

    // A meeting of its own, so that the demo's stays as it is. One member organization reads of it.
    await page.goto(`${base}/meetings/new`);
    const rides = await page.locator('#body option', { hasText: 'Rides and transport' }).getAttribute('value');
    await page.selectOption('#body', rides);
    await page.fill('#title', 'Winter talk about rides');
    const soon = new Date(Date.now() + 2 * 86400000).toISOString().slice(0, 10);
    // It begins in an hour: a meeting can be opened from two hours before its start.
    await page.fill('#start', local(new Date(Date.now() + 3_600_000)));
    await page.fill('#room', 'Ferry House');
    await press('Plan it and invite');
    const address = page.url();
    assert.match(await main.innerText(), /The meeting is planned|Winter talk about rides/);
    await page.fill('#item_title', 'The night bus in snow');
    await press('Add it');

    await page.getByRole('link', { name: 'Meeting room' }).click();
    await press('Open the meeting');
    assert.match(await main.innerText(), /The group cannot decide yet[\s\S]*have to come/);
    // Everybody comes in the room: one press each.
    let comers = 0;
    for (;;) {
      const button = page.locator('#there form button[name="way"][value="room"]').first();
      if (await page.locator('#there h3', { hasText: 'Not here yet' }).count() === 0) break;
      await button.click();
      comers += 1;
      assert.ok(comers < 20, 'the list of who is away ends');
    }
    assert.ok(comers >= 3, `${comers} came`);
    assert.match(await main.innerText(), /The group can decide now/);
    await page.locator('#floor button[name="sector"]').first().click();
    await press('Stop', page.locator('#floor'));

    const point = page.locator('section[id^="item-"]').first();
    await point.locator('summary', { hasText: 'Write down what you agree on' }).click();
    await point.locator('textarea[name="agreed"]').fill('The bus runs in snow, with chains.');
    await press('Save it', point);
    await point.locator('summary', { hasText: 'Write down who does what' }).click();
    await point.locator('input[name="what"][type="text"]').fill('Buy chains');
    await point.locator('select[name="owner"]').selectOption({ index: 1 });
    await point.locator('input[name="due"]').fill(soon);
    await press('Add', point);
    await press('Save', page.locator('#summary'));

    // From the end of the meeting to the minutes: two presses.
    await press('Close the meeting');
    await press('Publish the notes');
    assert.equal(page.url(), address);

    const public_ = await open({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false });
    await public_.goto(address);
    const text = await public_.locator('main').innerText();
    assert.match(text, /Agreed in the meeting:\s+The bus runs in snow, with chains\.[\s\S]*not a decision/);
    assert.doesNotMatch(text, /^Decided/m, 'a meeting decides nothing by itself');
    assert.match(text, /Buy chains/);
    const file = await public_.request.get(`${address}/calendar.ics`);
    assert.equal(file.headers()['content-type'], 'text/calendar; charset=utf-8');
    assert.match(await file.text(), /BEGIN:VEVENT[\s\S]*BEGIN:VTODO/);
    assert.deepEqual([...page.faults, ...public_.faults], []);
    await page.context().close();
    await public_.context().close();
  });
}
