// A partnership of one's own, made with the commands of the README on a fresh database: `tandem init`, imports, then
// `tandem serve` with a real mail server beside it.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort, start } from './server.mjs';
import { mailServer } from './smtp.mjs';

const run = promisify(execFile);

/** The folder of real data for tests, if it lies beside the checkout; it is never part of it. */
export function realData(path) {
  const beside = join(dirname(fileURLToPath(import.meta.url)), '../../../shared/data/interop', path);
  return existsSync(beside) ? beside : null;
}

/** The databases to try: SQLite always, PostgreSQL when TANDEM_TEST_POSTGRES names a server. */
export const DATABASES = ['SQLite', ...(process.env.TANDEM_TEST_POSTGRES ? ['PostgreSQL'] : [])];

/** An empty database: { url, drop }. */
export async function database(kind, folder) {
  if (kind === 'SQLite') return { url: `sqlite:${join(folder, 'tandem.db')}`, drop: async () => {} };
  const server = process.env.TANDEM_TEST_POSTGRES;
  const name = `e2e_${process.pid}_${Date.now()}`;
  const home = readdirSync('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin/psql`).find(existsSync) ?? 'psql';
  const admin = (sql) => run(home, ['-q', '-d', `${server}/postgres`, '-c', sql]);
  await admin(`CREATE DATABASE ${name}`);
  return { url: `${server}/${name}`, drop: () => admin(`DROP DATABASE ${name} WITH (FORCE)`) };
}

/** Prepares a fresh partnership; `serve()` starts it, with these settings beside the usual ones. */
export async function partnership(kind, settings = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-e2e-'));
  const place = await database(kind, folder);
  const mail = await mailServer();
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    TANDEM_DATABASE: place.url, TANDEM_LISTEN: `127.0.0.1:${port}`, TANDEM_BASE_URL: base,
    TANDEM_KEY_FILE: join(folder, 'tandem.keys'), TANDEM_SMTP: mail.url, TANDEM_MAIL_FROM: 'Harbor Partnership <help@harbor.example>',
    ...settings,
  };
  /** Runs a command of the program; answers { code, said }. */
  const tandem = async (...words) => {
    try {
      const { stdout, stderr } = await run(process.env.TANDEM_BIN, words, { env, cwd: folder, maxBuffer: 16e6 });
      return { code: 0, said: stdout + stderr };
    } catch (error) {
      if (typeof error.code !== 'number') throw error;
      return { code: error.code, said: error.stdout + error.stderr };
    }
  };
  let server = null;
  const serve = async () => {
    server = await start(() => ({ file: process.env.TANDEM_BIN, args: ['serve'], env }), { path: '/readyz', seconds: 60, port });
    return base;
  };
  const stop = async () => {
    if (server) await server.stop();
    mail.stop();
    await place.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { base, folder, mail, tandem, serve, stop, server: () => server };
}

/** The link of that kind in a letter or in what a command said. */
export function link(text, path) {
  const found = new RegExp(`http\\S+/${path}/[\\w-]+`).exec(text)?.[0];
  if (!found) throw new Error(`no /${path}/ link in:\n${text}`);
  return found;
}

/** Somebody's first page: they open their one-time link, which stands in `text`, and choose a password. */
export async function welcome(open, text) {
  const page = await open({ viewport: { width: 1280, height: 800 } });
  await page.goto(link(text, 'welcome'));
  await page.getByLabel(/^New password/).fill('eleven quiet boats at noon');
  await Promise.all([page.waitForNavigation(), page.locator('main form button').click()]);
  return page;
}

/** Invites somebody to the organization whose people and roles are open in `by`; answers their browser, signed in by the letter's link. */
export async function inviting({ open, p, by, name, role }) {
  const email = `${name.split(' ')[0].toLowerCase()}@harbor.example`;
  await by.getByLabel('Name', { exact: true }).fill(name);
  await by.getByLabel('Email address').fill(email);
  await by.getByRole('group', { name: 'What may they do?' }).last().getByLabel(role).check();
  await Promise.all([by.waitForNavigation(), by.getByRole('button', { name: 'Send the invitation' }).click()]);
  const letter = await p.mail.waitFor((l) => l.to === email, `that invites ${name}`);
  return welcome(open, letter.text);
}
