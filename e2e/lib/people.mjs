// Signing in as somebody of the demo partnership.

/** Signs in through the form, as a person would. */
export async function signIn(page, base, { email, password }) {
  await page.goto(`${base}/sign-in`);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('main form button[type=submit]').first().click();
  await page.waitForLoadState();
  if (new URL(page.url()).pathname === '/sign-in') throw new Error(`${email} could not sign in: ${await page.locator('main').innerText()}`);
  return page;
}
