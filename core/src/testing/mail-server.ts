/** A mail server of a test's own on a free loopback port, and a reader for what it was given. */
import { createServer } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
  /** From the SMTP dialogue, not from the headers. */
  from: string;
  to: string[];
  raw: string;
  /** Unfolded, in order, with their names in lower case. */
  headers: [name: string, value: string][];
  /** The first header of this name with its encoded words decoded; an empty text where there is none. */
  header(name: string): string;
  text: string;
}

export interface MailServer extends AsyncDisposable {
  url: string;
  mails: ReceivedMail[];
  connections(): number;
}

/** An error with which a server refuses. */
export function refusal(code: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode: code });
}

/** Takes every mail unless `options` say otherwise; `beforeTaking` runs with the whole mail at hand. */
export async function startMailServer(
  options: SMTPServerOptions & { beforeTaking?: (mail: ReceivedMail) => Promise<void> } = {},
): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  let connections = 0;
  const { beforeTaking, onConnect, ...others } = options;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onConnect(session, callback) {
      connections += 1;
      if (onConnect) onConnect.call(this, session, callback);
      else callback();
    },
    async onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      const { mailFrom, rcptTo } = session.envelope;
      const mail = readMail(Buffer.concat(chunks).toString('latin1'), {
        from: mailFrom ? mailFrom.address : '',
        to: rcptTo.map(({ address }) => address),
      });
      try {
        await beforeTaking?.(mail);
        mails.push(mail);
        callback();
      } catch (error) {
        callback(error as Error);
      }
    },
    ...others,
  });
  // Clients that are cut off by a test are none of its concern.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    connections: () => connections,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A loopback address where nothing listens. */
export async function addressOfNobody(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 1}`;
}

function readMail(raw: string, envelope: { from: string; to: string[] }): ReceivedMail {
  const end = raw.indexOf('\r\n\r\n');
  const headers = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    });
  const find = (name: string) => headers.find(([each]) => each === name)?.[1] ?? '';
  return {
    ...envelope,
    raw,
    headers,
    header: (name) => decodeWords(find(name)),
    text: decodeBody(raw.slice(end + 4), find('content-transfer-encoding')).replaceAll('\r\n', '\n'),
  };
}

/** RFC 2047; white space between two encoded words does not count. */
function decodeWords(value: string): string {
  const joined = value.replace(/(\?=)\s+(=\?)/g, '$1$2');
  const parts = joined.match(/(=\?utf-8\?[bq]\?[^?]*\?=)+|[^=]+|=/gi) ?? [];
  return parts
    .map((part) => {
      if (!/^=\?utf-8\?/i.test(part)) return part;
      const bytes = [...part.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi)].map(([, kind = '', text = '']) =>
        kind.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : quotedPrintable(text.replaceAll('_', ' ')),
      );
      return Buffer.concat(bytes).toString('utf8');
    })
    .join('');
}

function decodeBody(body: string, encoding: string): string {
  if (/base64/i.test(encoding)) return Buffer.from(body, 'base64').toString('utf8');
  if (/quoted-printable/i.test(encoding)) {
    return quotedPrintable(body.replace(/=\r\n/g, '')).toString('utf8');
  }
  return Buffer.from(body, 'latin1').toString('utf8');
}

function quotedPrintable(text: string): Buffer {
  const bytes = text.replace(/=([0-9a-f]{2})/gi, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1');
}
