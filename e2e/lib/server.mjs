// Starts the program under test on a free port, with a database of its own that is thrown away afterwards.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A free port below 32768, where the system takes none for outgoing connections. */
export async function freePort() {
  for (let i = 0; i < 50; i += 1) {
    const port = 20000 + Math.floor(Math.random() * 12000);
    const free = await new Promise((resolve) => {
      const probe = createServer().once('error', () => resolve(false)).once('listening', () => probe.close(() => resolve(true)));
      probe.listen(port, '127.0.0.1');
    });
    if (free) return port;
  }
  throw new Error('no free port between 20000 and 32000');
}

/** Starts `command` (given the port and a scratch folder) and waits until it answers. */
export async function start(command, { path = '/', seconds = 400, port: wanted } = {}) {
  const port = wanted ?? await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'tandem-e2e-'));
  const { file, args, env } = command(port, folder);
  const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => { said = (said + data).slice(-50000); });
  let ended = null;
  child.on('exit', (code) => { ended = code ?? 'a signal'; });
  child.on('error', (error) => { ended = error.message; });
  const base = `http://127.0.0.1:${port}`;
  for (let waited = 0; ; waited += 0.1) {
    if (ended !== null) throw new Error(`${file} ended (${ended}) before it served anything:\n${said}`);
    const answer = await fetch(base + path).catch(() => null);
    if (answer?.ok) break;
    if (waited > seconds) { child.kill(); throw new Error(`${file} did not answer within ${seconds} s:\n${said}`); }
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  const stop = async () => {
    if (ended === null) {
      child.kill('SIGTERM');
      await new Promise((resolve) => { child.once('exit', resolve); setTimeout(() => { child.kill('SIGKILL'); resolve(); }, 5000); });
    }
    rmSync(folder, { recursive: true, force: true });
  };
  return { base, folder, stop, output: () => said };
}

/** The demo partnership on a fresh SQLite file; or the one that runs already at TANDEM_AT, whose output is in the file TANDEM_AT_OUTPUT. */
export async function demo() {
  if (process.env.TANDEM_AT) {
    const output = readFileSync(process.env.TANDEM_AT_OUTPUT ?? '/dev/null', 'utf8');
    return { base: process.env.TANDEM_AT, folder: null, stop: async () => {}, output: () => output };
  }
  const binary = process.env.TANDEM_BIN;
  if (!binary) throw new Error('set TANDEM_BIN to the tandem binary, for example target/debug/tandem');
  return start((port, folder) => ({
    file: binary,
    args: ['demo'],
    env: { TANDEM_DATABASE: `sqlite:${join(folder, 'demo.db')}`, TANDEM_LISTEN: `127.0.0.1:${port}`, TANDEM_BASE_URL: `http://127.0.0.1:${port}` },
  }), { path: '/readyz', seconds: 600 });
}

/** The gallery of parts (cargo build -p tandem-web --example gallery). */
export function gallery() {
  const binary = process.env.TANDEM_GALLERY;
  if (!binary) throw new Error('set TANDEM_GALLERY to the gallery, for example target/debug/examples/gallery');
  return start((port) => ({ file: binary, args: [], env: { PORT: String(port) } }));
}
