// Signing in as somebody of the demo partnership. `tandem demo` prints an account of each role and the password they
// share; the tests read them there, so that they hold whatever the demo's people are called.

/** role -> { email, password }, read from what the demo printed. */
export function signIns(output) {
  const password = /password is: (.+?)\)/.exec(output)?.[1];
  if (!password) throw new Error(`the demo printed no password:\n${output}`);
  const people = {};
  for (const [, role, email] of output.matchAll(/^ {2}(\S[^@\n]*?)\s+(\S+@\S+)$/gm)) people[role.trim()] ??= { email, password };
  return people;
}

/** Signs in through the form, as a person would. */
export async function signIn(page, base, { email, password }) {
  await page.goto(`${base}/sign-in`);
  await page.locator('input[name=email]').first().fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('form:has(input[name=password]) button[type=submit]').click();
  await page.waitForLoadState();
  if (new URL(page.url()).pathname === '/sign-in') throw new Error(`${email} could not sign in: ${await page.locator('main').innerText()}`);
  return page;
}
