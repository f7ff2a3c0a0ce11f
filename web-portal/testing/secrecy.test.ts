/** What must never be in any answer: notes, other people's tickets, and anything at all for strangers. */
import { expect, test } from 'vitest';
import { createPortalWorld, hiddenFields, type PortalWorld } from './portal-world.ts';

const kinds = ['text/html', 'application/json', 'text/plain'];

async function switchOff(world: PortalWorld) {
  await world.inTransaction((work) =>
    work.tx.portal.update({ where: { id: world.portalId }, data: { enabled: false } }),
  );
}

test('not one byte of a note is in any answer, nor does a note move a time or a count', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const ada = await world.agent();
  const ticket = await world.ticket({ from: maria, subject: 'Sign-in' });
  const visitor = await world.visitorAs(maria);
  const paths = [
    '/support',
    '/support?search=canary',
    '/support?search=wombat&status=open',
    `/support/tickets/${ticket.number}`,
    `/support/tickets/new?filed=${ticket.number}`,
  ];
  const answers = async () =>
    Promise.all(
      paths.flatMap((path) =>
        kinds.map(async (accept) =>
          (await (await visitor.get(path, { accept })).text()).replaceAll(
            /name="requestId" value="[^"]*"/g,
            '',
          ),
        ),
      ),
    );
  const before = await answers();
  world.pass(10 * 60_000);
  await world.turn(ticket, { from: ada, notes: 'CANARY the wombat is on the allow list' });
  world.pass(-10 * 60_000);
  expect(await answers()).toEqual(before);
  expect(before.join().toLowerCase()).not.toContain('the wombat');
});

test('S1: anonymous visitors get no data on any address, in any kind of answer', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact({ name: 'Maria López', email: 'maria@acme.example' });
  const ticket = await world.ticket({ from: maria, subject: 'Secret subject', says: 'Secret text' });
  const expected: [string, number, number][] = [
    ['/support', 200, 401],
    ['/support?search=secret', 200, 401],
    [`/support/tickets/${ticket.number}`, 401, 401],
    ['/support/tickets/4711', 401, 401],
    ['/support/tickets/new', 401, 401],
    ['/support?scope=mine&sort=number', 200, 401],
    [`/support/tickets/new?filed=${ticket.number}`, 401, 401],
  ];
  for (const [path, asPage, asData] of expected) {
    for (const accept of kinds) {
      const response = await world.visitor().get(path, { accept });
      expect([path, accept, response.status]).toEqual([
        path,
        accept,
        accept === 'text/html' ? asPage : asData,
      ]);
      const body = await response.text();
      expect(body).not.toMatch(/secret (?:subject|text)|maria|lópez/i);
      if (accept === 'text/html') expect(body).toContain('Sign in to see your tickets');
    }
  }
});

/** But for the number that was asked for. The names of files are hashes, in which any number may stand. */
const withoutNumber = (html: string, number: number) =>
  html.replaceAll(/\/_portal\/[^"]+/g, '').replaceAll(String(number), 'N');

test("somebody else's ticket and a missing one are the same answer, but for the number typed", async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const chen = await world.contact();
  const internal = await world.ticket({ from: maria, inboxId: world.internalInboxId });
  const foreign = await world.ticket({ from: chen, subject: 'Of Chen' });
  const visitor = await world.visitorAs(maria);
  const answer = async (number: number, accept: string) => {
    const response = await visitor.get(`/support/tickets/${number}`, { accept });
    return [
      response.status,
      [...response.headers].filter(([name]) => name !== 'content-length'),
      withoutNumber(await response.text(), number),
    ];
  };
  for (const accept of kinds) {
    const missing = await answer(4711, accept);
    expect(missing[0]).toBe(404);
    expect(await answer(foreign.number, accept)).toEqual(missing);
    expect(await answer(internal.number, accept)).toEqual(missing);
  }

  const path = `/support/tickets/${foreign.number}`;
  const fields = { ...hiddenFields(await (await visitor.get('/support')).text(), '/support/sign-out') };
  const reply = { ...fields, requestId: 'request-0001', message: 'Let me in' };
  const refused = await visitor.post(path, reply);
  const lost = await visitor.post('/support/tickets/4711', reply);
  expect([refused.status, lost.status]).toEqual([404, 404]);
  expect(withoutNumber(await refused.text(), foreign.number)).toBe(withoutNumber(await lost.text(), 4711));
  expect((await visitor.get(`/support/tickets/new?filed=${foreign.number}`)).status).toBe(404);
});

test('what cannot be a number is not found either', async () => {
  await using world = await createPortalWorld();
  const visitor = await world.visitorAs(await world.contact());
  for (const number of ['abc', '0', '01042', '-1', '1e3', '99999999999', '%00', '%ff', 'tkt_x'])
    for (const accept of kinds)
      expect((await visitor.get(`/support/tickets/${number}`, { accept })).status).toBe(404);
});

test('a portal that is off shows neither title nor brand nor data, and works again when it is on', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const ticket = await world.ticket({ from: maria, subject: 'Secret subject' });
  const visitor = await world.visitorAs(maria);
  const path = `/support/tickets/${ticket.number}`;
  const page = await (await visitor.get(path)).text();
  await switchOff(world);
  for (const address of ['/support', '/support/sign-in', path, '/support/tickets/new', '/support/whatever']) {
    for (const accept of kinds) {
      const response = await visitor.get(address, { accept });
      expect(response.status).toBe(503);
      expect(await response.text()).not.toMatch(/Acme|Secret|class="brand"/);
    }
  }
  const response = await visitor.submitFrom(page, path, { message: 'A long letter' });
  expect(response.status).toBe(503);
  const html = await response.text();
  expect(html).toContain('This page is not available at the moment');
  expect(html).toContain('A long letter');
  expect(html).not.toContain('Acme');

  await world.inTransaction((work) =>
    work.tx.portal.update({ where: { id: world.portalId }, data: { enabled: true } }),
  );
  expect((await visitor.get(path)).status).toBe(200);
});

test('a fault in the portal itself is told to the operator; the customer reads nothing of it', async () => {
  const broken = {
    now: () => {
      throw new Error('the clock at /srv/desk stands still');
    },
  };
  await using world = await createPortalWorld({ clock: broken });
  const response = await world.visitor().get('/support');
  expect(response.status).toBe(500);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  const html = await response.text();
  expect(html).toContain('Something went wrong on our side.');
  expect(html).not.toMatch(/clock|srv|Acme/);
  expect(world.logged).toMatchObject([
    { level: 'error', facts: { path: '/support' }, message: 'a page failed' },
  ]);
});
