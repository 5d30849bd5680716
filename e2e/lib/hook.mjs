// A partner's own computer system: it is called when something changes, and it reads with its own secret.
import { createServer } from 'node:http';
import { freePort } from './server.mjs';

/** Where it listens, and every message that came, as { key, shown, bundle }. */
export async function hookServer() {
  const port = await freePort();
  const came = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    came.push({ key: request.headers['idempotency-key'], shown: request.headers.authorization, bundle: JSON.parse(body) });
    response.writeHead(204).end();
  });
  await new Promise((ready) => server.listen(port, '127.0.0.1', ready));
  return { origin: `http://127.0.0.1:${port}`, came, stop: () => server.close() };
}

/** The paths of the records that messages were about. */
export const told = (came) => came.flatMap(({ bundle }) => bundle.entry[0].resource.parameter
  .filter((p) => p.name === 'notification-event').map((p) => new URL(p.part.find((q) => q.name === 'focus').valueReference.reference).pathname));

/** Reads as the system does: a token for its secret, then one resource. Answers { status, text }. */
export async function readAs(base, { id, secret }, path) {
  const asked = await fetch(`${base}/oauth/token`, {
    method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials' }),
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
  });
  const { access_token: token } = await asked.json();
  const answer = await fetch(base + path, { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, text: await answer.text() };
}
