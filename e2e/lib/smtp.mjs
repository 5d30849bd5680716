// A mail server of our own on this machine: what the product sends goes over a real SMTP connection and is read here.
import { createServer } from 'node:net';

/** `=3D` and soft line ends of quoted-printable, and base64, back to text. */
function decode(body, encoding) {
  if (/base64/i.test(encoding)) return Buffer.from(body, 'base64').toString('utf8');
  if (!/quoted-printable/i.test(encoding)) return body;
  const bytes = body.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** A letter as it came over the wire: { to, from, subject, text, raw }. */
function letter(to, from, raw) {
  const [head, ...rest] = raw.split('\r\n\r\n');
  const headers = new Map(head.replace(/\r\n[ \t]+/g, ' ').split('\r\n').map((line) => {
    const [name, ...value] = line.split(':');
    return [name.toLowerCase(), value.join(':').trim()];
  }));
  const words = (value) => value.replace(/=\?utf-8\?([bq])\?([^?]*)\?=\s*/gi, (_, how, text) => (/b/i.test(how)
    ? Buffer.from(text, 'base64').toString('utf8') : decode(text.replace(/_/g, ' '), 'quoted-printable')));
  return { to, from, subject: words(headers.get('subject') ?? ''), text: decode(rest.join('\r\n\r\n'), headers.get('content-transfer-encoding') ?? ''), raw };
}

/** Starts the server; answers { url, letters, waitFor(test), stop }. */
export async function mailServer() {
  const letters = [];
  const server = createServer((socket) => {
    let from = '', to = [], body = null, buffer = '';
    const say = (line) => socket.write(`${line}\r\n`);
    say('220 mail.example ready');
    socket.on('error', () => {});
    socket.on('data', (data) => {
      buffer += data.toString('latin1');
      for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        if (body !== null) {
          if (line !== '.') { body.push(line.startsWith('..') ? line.slice(1) : line); continue; }
          const raw = Buffer.from(body.join('\r\n'), 'latin1').toString('utf8');
          for (const address of to) letters.push(letter(address, from, raw));
          body = null; to = [];
          say('250 kept');
        } else if (/^(EHLO|HELO)/i.test(line)) say('250 mail.example');
        else if (/^MAIL FROM:/i.test(line)) { from = /<([^>]*)>/.exec(line)?.[1] ?? ''; say('250 ok'); }
        else if (/^RCPT TO:/i.test(line)) { to.push(/<([^>]*)>/.exec(line)?.[1] ?? ''); say('250 ok'); }
        else if (/^DATA/i.test(line)) { body = []; say('354 go on'); }
        else if (/^QUIT/i.test(line)) { say('221 bye'); socket.end(); }
        else say('250 ok');
      }
    });
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  /** Waits for a letter that fits, newest first. */
  const waitFor = async (fits, what, seconds = 30) => {
    for (let waited = 0; waited < seconds; waited += 0.1) {
      const found = letters.findLast(fits);
      if (found) return found;
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
    throw new Error(`no letter ${what} within ${seconds} s; there are:\n${letters.map((l) => `${l.to}: ${l.subject}`).join('\n')}`);
  };
  return { url: `smtp://127.0.0.1:${server.address().port}`, letters, waitFor, stop: () => server.close() };
}
