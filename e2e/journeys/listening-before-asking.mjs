// A coordinator listens to an organization before anything is asked of it, writes down what partners give, and everybody
// sees who the partners are. Filters of the public page survive a reload.
export default async function journey({ test, assert, open, signIn, base }) {
  test('journey: listening before asking, what partners give, and the partners in public', async () => {
    const page = await open({ viewport: { width: 1280, height: 900 } });
    await signIn(page, 'coordinator');

    // Riverbank Mutual is only known of: inviting it is refused until somebody has listened.
    await page.goto(`${base}/settings/organizations?q=Riverbank`);
    await page.getByRole('link', { name: 'Riverbank Mutual Health Plan' }).click();
    const organization = page.url();
    await page.getByText('Change the standing').first().click();
    await page.getByLabel('Invited').check();
    await page.getByRole('button', { name: 'Change the standing' }).click();
    assert.match(await page.locator('main').innerText(), /Listen first/);

    await page.goto(organization);
    await page.getByRole('link', { name: 'Read or add a talk' }).click();
    const day = new Date(Date.now() - 2 * 24 * 3600 * 1000).toISOString().slice(0, 10);
    await page.getByLabel('Day of the talk').fill(day);
    await page.getByLabel('Who listened').fill('Josephine Tillery');
    await page.getByLabel('Who spoke for them').fill('The member director');
    await page.getByLabel('What are you doing?').fill('We insure families in the county.');
    await page.getByLabel('How can I help you?').fill('Tell us why members miss their visits.');
    await page.getByLabel('The two touch').check();
    await page.getByRole('button', { name: 'Keep this talk' }).click();
    assert.match(await page.locator('main').innerText(), /Tell us why members miss their visits/);

    // What we could be to them begins with their own words.
    const id = organization.split('/').pop();
    await page.goto(`${base}/alliance/${id}/value`);
    assert.match(await page.locator('main').innerText(), /Tell us why members miss their visits/);

    // A gift is written down, and both sides show it.
    await page.goto(`${base}/alliance?membership=member`);
    await page.getByRole('link', { name: 'Stonebridge Free Library' }).click();
    await page.getByRole('link', { name: 'Write down what is given' }).click();
    await page.getByLabel('The other side').selectOption({ label: 'Paper Boat Diaper Bank' });
    await page.getByLabel("People's time").check();
    await page.getByLabel('What is it?').fill('Helpers who sort diapers on Saturdays');
    await page.getByLabel('Day, or first day').fill(day);
    await page.getByLabel('How do we know?').fill('The Saturday list');
    await page.getByRole('button', { name: 'Write it down' }).click();
    assert.match(await page.locator('main').innerText(), /Helpers who sort diapers on Saturdays/);
    await page.getByText('To Paper Boat Diaper Bank').first().waitFor();

    // The network tells it too, and a drill says what would end.
    await page.goto(`${base}/network/drill`);
    await page.locator('#organization').selectOption({ label: 'Paper Boat Diaper Bank' });
    await page.getByRole('button', { name: 'Show what would fail' }).first().click();
    assert.match(await page.locator('main').innerText(), /Helpers who sort diapers on Saturdays/);
    await page.context().close();

    // Everybody, without an account, in Spanish: the filter stands in the address.
    const anyone = await open({ locale: 'es-US' });
    await anyone.goto(`${base}/partners?help=food`);
    const found = await anyone.getByRole('status').first().innerText();
    await anyone.reload();
    assert.equal(await anyone.getByRole('status').first().innerText(), found);
    assert.match(found, /aliados coinciden/);
    await anyone.goto(`${base}/power-balance`);
    assert.match(await anyone.locator('h1').innerText(), /Quién tiene voz/);
    await anyone.context().close();
  });
}
