/** Closing, reopening and following a ticket from its page. */

import { buildConversation } from '@postern/core/testing';
import { expect, test } from 'vitest';
import { createPortalWorld, hiddenFields, textBox } from './portal-world.ts';

const dayMs = 86_400_000;

async function scene() {
  const world = await createPortalWorld();
  const maria = await world.contact({ name: 'Maria López' });
  const ada = await world.agent({ name: 'Ada Okafor' });
  const ticket = await world.ticket({ from: maria, subject: 'Empty page' });
  const visitor = await world.visitorAs(maria);
  return { world, maria, ada, ticket, visitor, path: `/support/tickets/${ticket.number}` };
}

test('a ticket is closed and reopened by its buttons, and the page says so', async () => {
  const { world, visitor, path } = await scene();
  await using _ = world;
  const closing = await visitor.submit(path, path, { act: 'close', message: '' });
  expect([closing.status, closing.headers.get('location')]).toEqual([303, `${path}?done=closed#done`]);
  const closed = await (await visitor.get(`${path}?done=closed`)).text();
  expect(closed).toMatch(/<p class="notice" role="status" id="done">The ticket is closed\.<\/p>/);
  expect(closed).not.toContain('It is solved, close it');
  expect(closed).toContain('<button type="submit" class="second" name="act" value="reopen">Reopen</button>');

  const reopening = await visitor.submitFrom(closed, path, { act: 'reopen', message: ' ' });
  expect(reopening.headers.get('location')).toBe(`${path}?done=reopened#done`);
  const open = await (await visitor.get(`${path}?done=reopened`)).text();
  expect(open).toContain('The ticket is open again.');
  expect(open).toContain('>It is solved, close it</button>');
});

test('"It is solved, close it" sends the text too, and shows when', async () => {
  const { world, visitor, path } = await scene();
  await using _ = world;
  world.pass(32 * 60_000);
  const response = await visitor.submit(path, path, { act: 'close', message: 'It works, thanks.' });
  expect(response.headers.get('location')).toBe(`${path}?sent=closed#sent`);
  const html = await (await visitor.get(`${path}?sent=closed`)).text();
  expect(html).toMatch(
    /id="sent"[\s\S]*It works, thanks\.[\s\S]*Sent <time[^>]*>10:02<\/time>\. The ticket is closed\./,
  );
});

test('a text in the box is sent when "Reopen" is pressed', async () => {
  const { world, ada, ticket, visitor, path } = await scene();
  await using _ = world;
  await world.turn(ticket, { from: ada, closes: true });
  const response = await visitor.submit(path, path, { act: 'reopen', message: 'It is back.' });
  expect(response.headers.get('location')).toBe(`${path}?sent=reopened#sent`);
});

test('a ticket closed too long ago offers no reopening; a page from before is told what to do', async () => {
  const { world, ada, ticket, visitor, path } = await scene();
  await using _ = world;
  await world.turn(ticket, { from: ada, closes: true });
  const early = await (await visitor.get(path)).text();
  world.pass(30 * dayMs);
  const late = await world.visitorAs({
    ...(await world.contact()),
    id: (await world.core.db.read.contact.findFirstOrThrow()).id,
  });
  expect(await (await late.get(path)).text()).not.toContain('value="reopen"');
  const fields = hiddenFields(await (await late.get(path)).text(), path);
  const response = await late.post(path, { ...fields, act: 'reopen', message: '' });
  expect(response.status).toBe(409);
  expect(await response.text()).toContain('cannot be reopened. A reply starts a new ticket linked to it.');
  expect(early).toContain('value="reopen"');
});

test('where closing is left to agents there is no button, and pressing an old one keeps the text', async () => {
  const { world, visitor, path } = await scene();
  await using _ = world;
  const page = await (await visitor.get(path)).text();
  await world.inTransaction((work) => work.tx.inbox.updateMany({ data: { customersClose: false } }));
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  expect(await (await visitor.get(path)).text()).not.toContain('name="act"');
  const response = await visitor.submitFrom(page, path, { act: 'close', message: 'Done.' });
  expect(response.status).toBe(403);
  expect(textBox(await response.text(), 'message')).toBe('Done.');
});

test('S4, S68: the page shows further details and every message with the channel it came over', async () => {
  const { world, maria, ada, ticket, visitor, path } = await scene();
  await using _ = world;
  expect(await (await visitor.get(path)).text()).not.toMatch(/<\/time> · /);
  const words = {
    FORM: 'form',
    EMAIL: 'e-mail',
    SLACK: 'Slack',
    CHAT: 'chat',
    MESSENGER: 'Facebook Messenger',
    API: 'API',
  } as const;
  for (const [index, kind] of (Object.keys(words) as (keyof typeof words)[]).entries())
    await world.inTransaction((work) =>
      buildConversation(work, {
        kind,
        inboxId: world.inboxId,
        ticketId: ticket.id,
        messages: [{ from: index % 2 ? ada : maria, says: `By ${kind}.` }],
        at: new Date(world.core.clock.now().getTime() + (index + 1) * 60_000),
      }),
    );
  const html = await (await visitor.get(path)).text();
  const lines = [...html.matchAll(/<p class="author">(.*?)<\/p>/g)].map(
    (match) => match[1]?.split('</time> · ')[1],
  );
  expect(lines).toEqual(['portal', ...Object.values(words)]);
  expect(html).toContain('Ada, Acme Support');
  expect(html).toMatch(/<p class="history">Created/);
});

test('quoted mail is folded away, and still there', async () => {
  const { world, maria, ticket, visitor, path } = await scene();
  await using _ = world;
  await world.turn(ticket, { from: maria, says: 'It works.\n\nOn 3 Nov Ada wrote:\n> Try <b>again</b>.' });
  expect(await (await visitor.get(path)).text()).toContain(
    '<details class="quoted"><summary>Show quoted text</summary><div class="text" dir="auto">On 3 Nov Ada wrote:\n&gt; Try &lt;b&gt;again&lt;/b&gt;.</div></details>',
  );
});

/** The next piece of a stream that has a mark, or null when it has ended. */
async function nextMark(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string | null> {
  const decoder = new TextDecoder();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return null;
    const mark = /^id: (\S+)$/m.exec(decoder.decode(value))?.[1];
    if (mark) return mark;
  }
}

const liveAddress = (html: string) => (/data-from="([^"]*)"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&');

test('S58: an open page is told of a message within a second, and of a note never', async () => {
  const { world, ada, ticket, visitor, path } = await scene();
  await using _ = world;
  const address = liveAddress(await (await visitor.get(path)).text());
  expect(address).toMatch(new RegExp(`^${path}/live\\?known=[\\w-]{22}$`));
  const response = await visitor.get(address, { accept: 'text/event-stream' });
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const first = nextMark(reader);
  await world.turn(ticket, { from: ada, notes: 'Inside.' });
  await world.turn(ticket, { from: ada, assignsTo: ada });
  const isQuiet = Symbol();
  expect(await Promise.race([first, new Promise((resolve) => setTimeout(resolve, 400, isQuiet))])).toBe(
    isQuiet,
  );
  await world.turn(ticket, { from: ada, says: 'Hello.' });
  const begin = performance.now();
  const mark = await first;
  expect(performance.now() - begin).toBeLessThan(1_000);
  expect(liveAddress(await (await visitor.get(path)).text())).toBe(`${path}/live?known=${mark}`);
  await reader.cancel();
});

test('a stream goes on from the mark that the browser names, and ends when the portal stops', async () => {
  const { world, visitor, path } = await scene();
  await using _ = world;
  const address = liveAddress(await (await visitor.get(path)).text());
  const response = await visitor.get(address, { 'last-event-id': 'an-older-mark' });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  expect(await nextMark(reader)).toBe(address.split('known=')[1]);
  await world.surface.stop?.();
  expect(await nextMark(reader)).toBeNull();
  expect((await visitor.get(address)).status).toBe(429);
});

test('a stream is for those who may see the ticket, three at a time for one session', async () => {
  const { world, visitor, path } = await scene();
  await using _ = world;
  const chen = await world.visitorAs(await world.contact());
  expect((await world.visitor().get(`${path}/live`)).status).toBe(401);
  expect((await chen.get(`${path}/live`)).status).toBe(404);
  expect((await chen.get('/support/tickets/4711/live')).status).toBe(404);
  expect((await chen.get('/support/tickets/abc/live')).status).toBe(404);
  const open: Response[] = [];
  for (let tab = 0; tab < 3; tab += 1) open.push(await visitor.get(`${path}/live`));
  expect(open.map((response) => response.status)).toEqual([200, 200, 200]);
  expect((await visitor.get(`${path}/live`)).status).toBe(429);
  await open[0]?.body?.cancel();
  const again = await visitor.get(`${path}/live`);
  expect(again.status).toBe(200);
  for (const response of [...open.slice(1), again]) await response.body?.cancel();
});
