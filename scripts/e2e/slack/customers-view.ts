/** All that customers can read of a desk: their pages in each form, what the pages are made of, and their mails. */
import { localClient, mailDelivery } from '@postern/core';
import type { BuiltContact, World } from '@postern/core/testing';
import { expect } from 'vitest';
import { decodeEntities, portalFor, Visitor } from '../../../web-portal/testing/portal-world.ts';

const forms = ['text/html', 'text/plain'];

/** What customers can read of notes, as they are and as they were before; `meant` was sent on purpose. */
export async function notesThatCustomersRead(world: World, meant: readonly string[] = []): Promise<string[]> {
  const lines = await noteLines(world);
  const secrets = lines.filter((line) => !meant.some((text) => text.includes(line)));
  if (secrets.length === 0) return [];
  const shown = [...(await pages(world)), ...(await mails(world))];
  return shown.flatMap(({ where, text }) =>
    secrets.filter((secret) => isIn(secret, text)).map((secret) => `${where} shows "${secret}"`),
  );
}

async function noteLines({ core }: World): Promise<string[]> {
  const { read } = core.db;
  const bodies = [
    ...(await read.note.findMany({ select: { body: true } })),
    ...(await read.noteRevision.findMany({ select: { body: true } })),
  ];
  const lines = bodies.flatMap(({ body }) => body.split('\n').map((line) => line.trim()));
  return [...new Set(lines)].filter((line) => /\w/.test(line) && line !== takenBack);
}

const takenBack = 'Taken back in Slack.';

/** As words of their own: a note that says "one" is not in "phone". */
function isIn(secret: string, text: string): boolean {
  for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
    const around = [text[at - 1], secret[0], secret.at(-1), text[at + secret.length]];
    const [before = '', first = '', last = '', after = ''] = around;
    const isCut = (one: string, other: string) => /\w/.test(one) && /\w/.test(other);
    if (!isCut(before, first) && !isCut(last, after)) return true;
  }
  return false;
}

interface Shown {
  where: string;
  text: string;
}

async function pages(world: World): Promise<Shown[]> {
  const { core } = world;
  const contacts = await core.db.read.contact.findMany({ select: { id: true, name: true, email: true } });
  const tickets = await core.db.read.ticket.findMany({ select: { number: true } });
  const shown: Shown[] = [];
  const quiet = () => {};
  const portal = portalFor(core, { log: { warn: quiet, error: quiet } });
  for (const contact of contacts) {
    const token = await world.tokenOf({ kind: 'contact', ...contact } as BuiltContact);
    const add = (where: string, text: string) => shown.push({ where: `${where} to ${contact.email}`, text });
    const client = localClient(core, { kind: 'token', token }, 'PORTAL');
    const visitor = new Visitor(portal, 'http://127.0.0.1:4000');
    visitor.cookies.set('postern_portal', token);
    add('the list', textsIn(await client.portal.tickets.query({})));
    for (const form of forms)
      add(form, readable(await (await visitor.get('/support', { accept: form })).text()));
    for (const { number } of tickets) {
      const ticket = await client.portal.ticket.query({ ticket: number }).catch(() => null);
      if (!ticket) continue;
      add(`#${number}`, textsIn(ticket));
      for (const form of forms) {
        const page = await visitor.get(`/support/tickets/${number}`, { accept: form });
        // A ticket that was merged leads to the one it went into.
        expect([200, 303]).toContain(page.status);
        add(`#${number} as ${form}`, readable(await page.text()));
      }
    }
  }
  return shown;
}

/** Every text in it, one a line, as it reads and not as JSON writes it. */
function textsIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value).map(textsIn).join('\n');
}

const readable = (page: string) => decodeEntities(page.replaceAll(/<[^>]*>/g, '\n'));

async function mails({ core }: World): Promise<Shown[]> {
  const agents = (await core.db.read.agent.findMany({ select: { email: true } })).map(({ email }) => email);
  // A sample desk keeps what it would send.
  const delivery = mailDelivery({ ...core, isSampleDesk: true });
  const shown: Shown[] = [];
  for (const item of await core.db.read.outboxItem.findMany({ where: { kind: 'EMAIL' } })) {
    const sent = await delivery.send({ ...item, kind: 'EMAIL', attempt: 1, firstTriedAt: item.createdAt });
    const { to, ...mail } = ('result' in sent && sent.result ? sent.result : {}) as {
      to?: { address: string };
    };
    if (to && !agents.includes(to.address))
      shown.push({ where: `a mail to ${to.address}`, text: readable(textsIn(mail)) });
  }
  return shown;
}
