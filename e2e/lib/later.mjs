// A server whose clock can be put forward while it runs, for what the rules let happen only after days: libfaketime, a Debian package.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { database } from './partnership.mjs';
import { start } from './server.mjs';

/** Where the library lies, or null. */
function library() {
  for (const arch of existsSync('/usr/lib') ? readdirSync('/usr/lib') : []) {
    const file = join('/usr/lib', arch, 'faketime/libfaketimeMT.so.1');
    if (existsSync(file)) return file;
  }
  return null;
}

/** What the gateway shows. */
const TOKEN = 'the-token-of-a-text-gateway-in-a-test';

/** Why no clock can be put forward here, or null. */
export const noClock = library() ? null : 'libfaketime is not installed (scripts/need faketime)';

/**
 * The demo partnership on one of the databases (`DATABASES`), with a clock, and a gateway for text messages that come in: { base, output, stop, now, wait, text }. `wait(hours)`
 * puts the server's clock forward, `now()` tells it; `text(from, body)` answers with what the gateway is to text back.
 */
export async function demoWithClock(kind = 'SQLite') {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-clock-'));
  const file = join(folder, 'clock');
  let hours = 0;
  const set = () => writeFileSync(file, `+${hours}h\n`);
  set();
  const place = await database(kind, folder);
  const server = await start((port) => ({
    file: process.env.TANDEM_BIN,
    args: ['demo'],
    env: {
      TANDEM_DATABASE: place.url, TANDEM_LISTEN: `127.0.0.1:${port}`, TANDEM_BASE_URL: `http://127.0.0.1:${port}`,
      TANDEM_KEY_FILE: join(folder, 'tandem.keys'), TANDEM_TEXT_IN_TOKEN: TOKEN, TANDEM_TEXT_IN_NUMBER: '541-555-0100',
      // Only the clock on the wall moves: timers of the program go on as they are. The file is read again every second.
      LD_PRELOAD: library(), FAKETIME_TIMESTAMP_FILE: file, FAKETIME_CACHE_DURATION: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
    // On a busy machine the demo takes PostgreSQL some ten minutes to fill.
  }), { path: '/readyz', seconds: kind === 'SQLite' ? 600 : 1800 }).catch(async (error) => {
    await place.drop();
    throw error;
  });
  return {
    ...server,
    now: () => new Date(Date.now() + hours * 3_600_000),
    text: async (from, body) => {
      const answer = await fetch(`${server.base}/texts`, {
        method: 'POST', headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }, body: JSON.stringify({ from, body }),
      });
      return (await answer.json()).reply;
    },
    wait: async (more) => {
      hours += more;
      set();
      await new Promise((resolve) => { setTimeout(resolve, 2_500); });
    },
    stop: async () => {
      await server.stop();
      await place.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
