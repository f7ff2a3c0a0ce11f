/** Each ticket's page, files, form and stream: there for those who see it, and else the same as for one that is not. */
import type { SeenTicket } from '@postern/core/testing';
import { expect } from 'vitest';
import { decodeEntities, hiddenFields } from '../portal-world.ts';
import { answerTo, checked, kinds, type Look, missingNumber, withoutName } from './answers.ts';

const pathOf = (number: number) => `/support/tickets/${number}`;

/** "Not yours" is "not there": in every kind of answer, while the door is open and while it is shut. */
export async function checkTickets(look: Look, every = 1): Promise<void> {
  const seen = new Map(readIn(look.seen));
  const missing = new Map<string, unknown>();
  for (const kind of kinds)
    missing.set(kind, withoutName(await answerTo(look, pathOf(missingNumber), kind), missingNumber));
  for (const { id, number } of look.all) {
    if ((number + look.turn) % every !== 0) continue;
    // Each kind has its turn: a third of the answers tells as much.
    const kind = kinds[(number + look.turn) % kinds.length] as (typeof kinds)[number];
    const answer = await answerTo(look, pathOf(number), kind);
    const ticket = seen.get(id);
    if (ticket && look.gate === 'ok' && ticket.id !== id && kind === 'text/html') {
      const leadsTo = answer.headers.find(([name]) => name === 'location')?.[1];
      expect([number, answer.status, leadsTo]).toEqual([number, 303, pathOf(ticket.number)]);
    } else if (ticket && look.gate === 'ok') {
      expect([number, answer.status]).toEqual([number, 200]);
      expectThread(answer.body, kind, ticket);
    } else {
      expect(withoutName(answer, number)).toEqual(missing.get(kind));
    }
  }
}

/** By id, the ticket on whose page it is read: its own, or that of the one that it is merged into. */
function readIn(seen: SeenTicket[]): [string, SeenTicket][] {
  return seen.flatMap((ticket) =>
    [ticket.id, ...ticket.mergedIds].map((id): [string, SeenTicket] => [id, ticket]),
  );
}

/** All that was said in public, and nothing besides. */
function expectThread(body: string, kind: (typeof kinds)[number], ticket: SeenTicket): void {
  if (kind === 'application/json') {
    const { messages, lastActivityAt } = JSON.parse(body) as {
      messages: { text: string }[];
      lastActivityAt: string;
    };
    expect(messages.map(({ text }) => text)).toEqual(ticket.publicTexts);
    expect(lastActivityAt).toBe(ticket.lastPublicAt);
    return;
  }
  const read = kind === 'text/html' ? decodeEntities(body) : body;
  for (const text of [ticket.word, ...ticket.publicTexts]) expect(read).toContain(text);
}

/** A file opens for whoever reads its message. */
export async function checkFiles(look: Look): Promise<void> {
  const seen = new Map(readIn(look.seen));
  const files = look.all.flatMap(({ id, files }) =>
    files.map((file) => ({ ...file, isRead: file.isPublic && seen.has(id) })),
  );
  if (files.length === 0) return;
  const address = (id: string) => `/support/attachments/${id}`;
  // Of the same kind: what cannot be the id of a file leads back to the list from a sign-in.
  const missing = async (id: string) => {
    const unknown = id.replace(/_.*/, '_nothing');
    return withoutName(await answerTo(look, address(unknown), 'text/html'), unknown);
  };
  const begin = look.turn % files.length;
  for (const file of [...files.slice(begin), ...files.slice(0, begin)].slice(0, 8)) {
    const answer = await answerTo(look, address(file.id), 'text/html');
    if (file.isRead) expect([answer.status, answer.body]).toEqual([200, file.content]);
    else expect(withoutName(answer, file.id)).toEqual(await missing(file.id));
  }
}

function hiddenTicket({ all, seen, turn }: Look): SeenTicket | undefined {
  const isSeen = new Map(readIn(seen));
  const hidden = all.filter(({ id }) => !isSeen.has(id));
  return hidden[turn % Math.max(1, hidden.length)];
}

/** The form, the page after filing, and the knowledge base. */
export async function checkForms(look: Look): Promise<void> {
  for (const path of ['/support/tickets/new', '/support/kb', '/support/kb/about-a-canary'])
    await answerTo(look, path, 'text/html', path.endsWith('canary') ? ['about-a-canary'] : []);
  const hidden = hiddenTicket(look);
  if (!hidden) return;
  const filed = async (number: number) =>
    withoutName(await answerTo(look, `/support/tickets/new?filed=${number}`, 'text/html'), number);
  expect(await filed(hidden.number)).toEqual(await filed(missingNumber));
}

/** A reply, a closing and a reopening of what is hidden meet what they meet at a number without a ticket. */
export async function checkPosting(look: Look): Promise<void> {
  const hidden = hiddenTicket(look);
  if (!hidden) return;
  const page = await (await look.visitor.get('/support')).text();
  const form = page.includes('action="/support/sign-out"') ? hiddenFields(page, '/support/sign-out') : {};
  for (const act of ['', 'close', 'reopen']) {
    const fields = { ...form, requestId: `leaks-${look.turn}-${act}-0001`, message: 'Let me in', act };
    const post = async (number: number) =>
      withoutName(
        await checked(look, pathOf(number), await look.visitor.post(pathOf(number), fields)),
        number,
      );
    expect(await post(hidden.number)).toEqual(await post(missingNumber));
  }
}

/** The stream tells of no note, and of no ticket that is not seen. */
export async function checkLive(look: Look): Promise<void> {
  const { world, seen, turn, agents } = look;
  const hidden = hiddenTicket(look);
  const live = (number: number) => `${pathOf(number)}/live`;
  const missing = withoutName(await answerTo(look, live(missingNumber), 'text/html'), missingNumber);
  if (hidden) {
    const answer = await answerTo(look, live(hidden.number), 'text/html');
    expect(withoutName(answer, hidden.number)).toEqual(missing);
  }
  const ticket = seen[turn % Math.max(1, seen.length)];
  if (!ticket) return;
  const list = async () => (await answerTo(look, '/support', 'application/json')).body;
  const before = [await firstEvent(look, live(ticket.number)), await list()];
  world.pass(1_000);
  await world.turn(ticket, { from: agents.noting, notes: 'a canary on the quiet' });
  expect([await firstEvent(look, live(ticket.number)), await list()]).toEqual(before);
}

/** What the stream says at first: that there is something, under a name that says nothing. */
async function firstEvent({ visitor }: Look, path: string): Promise<string> {
  const response = await visitor.get(path);
  expect([path, response.status]).toEqual([path, 200]);
  const reader = response.body?.getReader();
  let text = '';
  while (reader && !text.includes('data: ')) {
    const { value, done } = await reader.read();
    if (done) break;
    text += new TextDecoder().decode(value);
  }
  await reader?.cancel();
  expect(text).toMatch(/^retry: \d+\n\nid: [\w-]{22}\ndata: changed\n\n$/);
  return text;
}
