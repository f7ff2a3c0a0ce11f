/** How refusals and failures leave the desk: each code can be met, says what to do next, and shows nothing internal. */
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { mintLink } from './auth/one-time-tokens.ts';
import { type ErrorCode, type Failure, failureOf, type PosternClient } from './client.ts';
import type { Core } from './context.ts';
import { outcomes } from './errors.ts';
import { localClient } from './local-client.ts';
import { parseQuery } from './query/parse-query.ts';
import { createWorld, type World } from './testing/index.ts';

const secret = 'SECRET near "Note": /var/lib/desk pag_0123';

async function refusalOf(call: Promise<unknown>): Promise<Failure> {
  return call.then(
    (answer) => {
      throw new Error(`Not refused: ${JSON.stringify(answer)}`);
    },
    (error: unknown) => failureOf(error),
  );
}

/** A logger whose lines can be read. */
function readableLog() {
  const lines: string[] = [];
  return { lines, log: pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) }) };
}

/** The same desk with a database in which one thing fails. */
function withBroken(core: Core, broken: 'everything' | '$queryRaw'): Core {
  const read = new Proxy(core.db.read, {
    get: (target, property) => {
      if (broken === 'everything' || property === broken) throw new Error(secret);
      return Reflect.get(target, property);
    },
  });
  return { ...core, db: { ...core.db, read } };
}

test.each(['everything', '$queryRaw'] as const)(
  'when %s fails in the database, people read a reference and the log has the rest',
  async (broken) => {
    const { log, lines } = readableLog();
    await using world = await createWorld({ log });
    const token = await world.tokenOf(await world.contact());
    const client = localClient(withBroken(world.core, broken), { kind: 'token', token }, 'PORTAL');

    const error = await client.portal.tickets.query({}).catch((thrown: unknown) => thrown);

    const failure = failureOf(error);
    expect(failure).toMatchObject({ code: 'INTERNAL', exit: 1, facts: {} });
    expect(failure.message).toBe(
      'Something went wrong on the desk. Try again; if it stays, ask its operator.',
    );
    expect(failure.requestId).toMatch(/^[0-9a-f-]{36}$/);
    const shown = JSON.stringify(error) + JSON.stringify((error as { shape: unknown }).shape);
    expect(shown).not.toMatch(/SECRET|Note|stack|\.ts:/);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('SECRET');
    expect(lines[0]).toContain(failure.requestId);
  },
);

test('a failure in the middle of a stream of changes is logged, and told without its reason', async () => {
  const { log, lines } = readableLog();
  await using world = await createWorld({ log });
  const token = await world.tokenOf(await world.agent());
  const client = localClient(withBroken(world.core, '$queryRaw'), { kind: 'token', token }, 'TUI');

  const error = await new Promise<unknown>((resolve) => {
    client.live.changes.subscribe(undefined, { onError: resolve, onData: () => resolve('data') });
  });

  expect(failureOf(error)).toMatchObject({ code: 'INTERNAL' });
  expect(JSON.stringify(error)).not.toContain('SECRET');
  expect(lines.join('')).toContain('SECRET');
});

test.each([
  ['cannot be read', { and: 'all of them' }],
  ['names a pipeline that is gone', parseQuery('pipeline:Gone').tree],
  ['asks who "me" is', parseQuery('assignee:me').tree],
])('a portal filter that %s shows no ticket and tells customers nothing of itself', async (_how, filter) => {
  const { log, lines } = readableLog();
  await using world = await createWorld({ log });
  const maria = await world.contact();
  const ticket = await world.ticket({ from: maria });
  const customer = await world.as(maria);
  await world.inTransaction((work) => work.tx.portal.updateMany({ data: { filter } }));

  const request = { ticket: ticket.number, body: 'Hello', requestId: 'request-0001' };
  for (const call of [
    () => customer.portal.tickets.query({}),
    () => customer.portal.ticket.query({ ticket: ticket.number }),
    () => customer.portal.reply.mutate(request),
  ]) {
    const failure = await refusalOf(call());
    expect(failure.code).toBe('INTERNAL');
    expect(JSON.stringify(failure)).not.toMatch(/Internal"|Gone|Support|filter|and/);
  }
  expect(lines).toHaveLength(3);
});

test('one failed reading of pipelines and inboxes does not fail the next request', async () => {
  await using world = await createWorld();
  const token = await world.tokenOf(await world.agent());
  let isBroken = true;
  const read = new Proxy(world.core.db.read, {
    get: (target, property) => {
      if (isBroken && property === 'stage') throw new Error(secret);
      return Reflect.get(target, property);
    },
  });
  const core = { ...world.core, db: { ...world.core.db, read } };
  const agent = localClient(core, { kind: 'token', token }, 'TUI');
  expect(await refusalOf(agent.tickets.list.query({}))).toMatchObject({ code: 'INTERNAL' });
  isBroken = false;
  expect((await agent.tickets.list.query({})).items).toEqual([]);
});

/** Leaves the database no more room than it has. */
async function fillDisk(world: World): Promise<() => Promise<void>> {
  const setPages = (pages: number) =>
    world.inTransaction((work) => work.tx.$queryRawUnsafe(`PRAGMA max_page_count = ${pages}`));
  await setPages(1);
  return async () => {
    await setPages(1_000_000);
  };
}

test('a full disk is named, loses nothing that was stored, lets people read, and heals by itself', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  const customer = await world.as(maria);
  const stored: number[] = [];
  const file = async (index: number) => {
    const { number } = await customer.portal.fileTicket.mutate({
      subject: `Ticket ${index}`,
      body: 'x'.repeat(20_000),
      requestId: `request-${index.toString().padStart(4, '0')}`,
    });
    stored.push(number);
  };
  await file(0);
  const freeDisk = await fillDisk(world);
  let refusal: Failure | undefined;
  for (let index = 1; index <= 20 && !refusal; index += 1) {
    await file(index).catch((error: unknown) => {
      refusal = failureOf(error);
    });
  }
  expect(refusal).toMatchObject({ code: 'DISK_FULL', message: expect.stringContaining('no room left') });
  const listed = await customer.portal.tickets.query({ limit: 100 });
  expect(listed.items.map((item) => item.number).sort()).toEqual(stored);

  await freeDisk();
  await file(99);
  expect((await customer.portal.tickets.query({ limit: 100 })).items).toHaveLength(stored.length);
});

interface Desk {
  world: World;
  customer: PosternClient;
  agent: PosternClient;
  other: PosternClient;
  slack: PosternClient;
  number: number;
}

const requestId = 'request-0001';
const someone = { email: 'nobody@x.example', password: 'wrong' };
const reply = (desk: Desk, wish: object) =>
  desk.agent.tickets.reply.mutate({
    ticket: desk.number,
    body: 'Hi',
    audienceHash: 'old',
    requestId,
    ...wish,
  });

/** How to meet each code. `null` are codes that this release keeps for later. */
const ways: Record<ErrorCode, ((desk: Desk) => Promise<unknown>) | null> = {
  BAD_INPUT: ({ agent }) => agent.tickets.list.query({ limit: 0 }),
  BAD_QUERY: ({ agent }) => agent.tickets.list.query({ query: 'colour:red' }),
  MESSAGE_EMPTY: (desk) => reply(desk, { body: ' \n ' }),
  MESSAGE_TOO_LONG: (desk) => reply(desk, { body: 'x'.repeat(100_001) }),
  SUBJECT_EMPTY: ({ customer }) => customer.portal.fileTicket.mutate({ subject: ' ', body: 'Hi', requestId }),
  SUBJECT_TOO_LONG: ({ customer }) =>
    customer.portal.fileTicket.mutate({ subject: 'x'.repeat(201), body: 'Hi', requestId }),
  WRONG_CREDENTIALS: ({ agent }) => agent.auth.signIn.mutate(someone),
  TOO_MANY_TRIES: async ({ agent }) => {
    for (let tries = 0; tries < 11; tries += 1) await agent.auth.signIn.mutate(someone).catch(() => {});
    return agent.auth.signIn.mutate(someone);
  },
  NOT_SIGNED_IN: ({ world }) => world.asNobody().tickets.list.query({}),
  NOT_ALLOWED: ({ other, number }) => other.tickets.close.mutate({ ticket: number }),
  PORTAL_OFF: async ({ world, customer }) => {
    await world.inTransaction((work) => work.tx.portal.updateMany({ data: { enabled: false } }));
    return customer.portal.tickets.query({});
  },
  PORTAL_NOT_FOUND: ({ customer }) => customer.portal.info.query({ slug: 'nowhere' }),
  TICKET_NOT_FOUND: ({ agent }) => agent.tickets.view.query({ ticket: 4711 }),
  CONTACT_NOT_FOUND: ({ agent, number }) =>
    agent.tickets.why.query({ ticket: number, contact: 'who@x.example' }),
  AGENT_NOT_FOUND: ({ agent, number }) => agent.tickets.assign.mutate({ ticket: number, to: 'Whoever' }),
  INBOX_NOT_FOUND: ({ agent }) =>
    agent.tickets.create.mutate({ from: 'x', subject: 'x', body: 'x', inbox: 'Nowhere', requestId }),
  TOKEN_NOT_FOUND: ({ agent }) => agent.auth.revokeToken.mutate({ token: 'Old laptop' }),
  TICKET_CLOSED: async (desk) => {
    await desk.agent.tickets.close.mutate({ ticket: desk.number });
    return reply(desk, {});
  },
  TICKET_CHANGED: ({ agent, number }) => agent.tickets.close.mutate({ ticket: number, ifVersion: 77 }),
  AGENT_CHANGED: ({ agent }) => agent.agents.edit.mutate({ agent: 'me', isAway: true, ifVersion: 77 }),
  TEAM_CHANGED: async ({ agent }) => {
    await agent.teams.create.mutate({ name: 'Billing' });
    return agent.teams.delete.mutate({ team: 'Billing', ifVersion: 77 });
  },
  TEAM_NOT_FOUND: ({ agent }) => agent.teams.delete.mutate({ team: 'Nobody' }),
  TICKET_DELETED: async ({ agent, number }) => {
    await agent.tickets.delete.mutate({ ticket: number });
    await agent.tickets.close.mutate({ ticket: number });
  },
  TICKET_MERGED: async ({ world, agent, number }) => {
    const other = await world.ticket({ from: await world.contact({ name: 'Chen' }) });
    await agent.tickets.merge.mutate({ ticket: number, into: other.number });
    return agent.tickets.close.mutate({ ticket: number });
  },
  ALREADY_CLAIMED: async ({ world, agent, number }) => {
    const bo = await world.as(await world.agent({ name: 'Bo' }));
    await bo.tickets.claim.mutate({ ticket: number });
    return agent.tickets.claim.mutate({ ticket: number });
  },
  AUDIENCE_CHANGED: (desk) => reply(desk, {}),
  REQUEST_ID_REUSED: async ({ agent, number }) => {
    await agent.tickets.note.mutate({ ticket: number, body: 'One', requestId });
    return agent.tickets.note.mutate({ ticket: number, body: 'Two', requestId });
  },
  REPLY_INTENT_GONE: async ({ world, slack }) => {
    const who = { teamId: 'T1', userId: 'U1' };
    await world.agent({ email: 'slack@postern.example' });
    const profile = {
      email: 'slack@postern.example',
      isBot: false,
      isGuestOrForeign: false,
      isDeleted: false,
    };
    await slack.slack.linkPerson.mutate({ ...who, profile });
    return slack.slack.sendReply.mutate({ ...who, nonce: 'made-up', body: 'Hi' });
  },
  FIELD_INVALID: async ({ agent, number }) => {
    await agent.properties.create.mutate({ key: 'seats', label: 'Seats', type: 'number' });
    return agent.tickets.setProperty.mutate({ ticket: number, values: [{ key: 'seats', value: 'many' }] });
  },
  FILE_TOO_LARGE: ({ agent }) => {
    const logo = Buffer.alloc(300 * 1024).toString('base64');
    return agent.portalSettings.set.mutate({ settings: { 'brand.logo': logo } });
  },
  FILE_NOT_USABLE: ({ agent }) =>
    agent.portalSettings.set.mutate({ settings: { 'brand.logo': Buffer.from('<svg/>').toString('base64') } }),
  PASSWORD_TOO_SHORT: async ({ world }) => {
    const { email, id } = await world.contact();
    const payload = { portalId: world.portalId, email, name: null, consent: null };
    const link = await world.inTransaction((work) =>
      mintLink(work, { purpose: 'INVITE', subject: id, payload }),
    );
    const typed = { slug: 'support', purpose: 'INVITE', link, password: 'short' } as const;
    return world.asNobody().portal.setPassword.mutate(typed);
  },
  NOT_IN_AUDIENCE: async ({ world, customer }) => {
    await world.inTransaction((work) => work.tx.portal.updateMany({ data: { audience: 'LISTS' } }));
    return customer.portal.tickets.query({});
  },
  CONSENT_NEEDED: async ({ agent, customer }) => {
    await agent.consent.set.mutate({ text: 'We keep your messages.' });
    return customer.portal.tickets.query({});
  },
  PREVIEW_READ_ONLY: async ({ world, agent, number }) => {
    const { email } = await world.core.db.read.contact.findFirstOrThrow();
    const { token } = await agent.preview.start.mutate({ contact: email });
    const preview = localClient(world.core, { kind: 'token', token }, 'PORTAL');
    return preview.portal.reply.mutate({ ticket: number, body: 'Hi', requestId });
  },
  REGISTRATION_CLOSED: ({ world }) => world.asNobody().portal.registration.query({ slug: 'support' }),
  LINK_EXPIRED: ({ world }) =>
    world.asNobody().portal.link.query({ slug: 'support', purpose: 'RESET', link: 'made-up' }),
  ORGANIZATION_NOT_FOUND: ({ agent }) => agent.organizations.view.query({ organization: 'Nobody & Sons' }),
  HELD_REPLY_NOT_FOUND: ({ agent }) => agent.tickets.takeBack.mutate({ reply: 'hld_0' }),
  OUTBOX_ITEM_NOT_FOUND: ({ agent }) => agent.outbox.retry.mutate({ item: 'out_0' }),
  REPLY_LEFT: async ({ agent, number }) => {
    const { audience } = await agent.tickets.view.query({ ticket: number });
    const held = { ticket: number, body: 'Hi', audienceHash: audience.hash, requestId, holdSeconds: 60 };
    const { id } = await agent.tickets.reply.mutate(held);
    await agent.tickets.sendNow.mutate({ reply: id });
    await agent.tickets.takeBack.mutate({ reply: id });
  },
  VIEW_NOT_FOUND: ({ agent }) => agent.views.delete.mutate({ view: 'Nobody' }),
  LIST_NOT_FOUND: ({ agent }) => agent.lists.view.query({ list: 'Nobody' }),
  PROPERTY_NOT_FOUND: ({ agent }) => agent.properties.delete.mutate({ property: 'nothing' }),
  FORM_NOT_FOUND: async ({ world, customer }) => {
    await world.inTransaction((work) => work.tx.portal.updateMany({ data: { formId: null } }));
    return customer.portal.fileTicket.mutate({ subject: 'Printer', body: 'Hi', requestId });
  },
  SNIPPET_NOT_FOUND: ({ agent }) => agent.snippets.delete.mutate({ snippet: 'nothing' }),
  SLACK_ROOM_NOT_FOUND: ({ agent }) => agent.slackSettings.setRoom.mutate({ room: '#nowhere' }),
  ARTICLE_NOT_FOUND: ({ agent }) => agent.kb.view.query({ article: 'nothing' }),
  ATTACHMENT_NOT_FOUND: ({ customer }) => customer.portal.brandImage.query({ image: 'logo', hash: '0' }),
  NAME_TAKEN: async ({ agent }) => {
    await agent.lists.create.mutate({ name: 'Pilot' });
    return agent.lists.create.mutate({ name: 'PILOT' });
  },
  STILL_IN_USE: async ({ world, agent }) => {
    const { id: listId } = await world.contactList({ name: 'Pilot' });
    await world.inTransaction((work) =>
      work.tx.portalList.create({ data: { portalId: world.portalId, listId } }),
    );
    return agent.lists.delete.mutate({ list: 'Pilot' });
  },
  PORTAL_NOT_READY: async ({ world, agent }) => {
    await world.inTransaction((work) =>
      work.tx.portal.updateMany({ data: { enabled: false, domainId: null, authMode: null } }),
    );
    return agent.portalSettings.on.mutate({});
  },
  FORM_NOT_ELIGIBLE: async ({ world, agent }) => {
    const form = { id: 'frm_lost', name: 'Lost', createdAt: world.core.clock.now() };
    await world.inTransaction((work) => work.tx.form.create({ data: form }));
    return agent.portalSettings.set.mutate({ settings: { form: 'Lost' } });
  },
  SETTINGS_CHANGED: ({ agent }) =>
    agent.portalSettings.set.mutate({ settings: { title: 'Help' }, ifRevision: 77 }),
  VISIBILITY_TESTS_FAILED: async ({ agent, number }) => {
    const text = `tests:\n  - who@x.example sees ${number}\n`;
    const { id } = await agent.portalFile.plan.query({ text });
    return agent.portalFile.applyPlan.mutate({ text, plan: id });
  },
  DISK_FULL: async ({ world, agent, number }) => {
    await fillDisk(world);
    for (let index = 0; index < 20; index += 1) {
      const note = {
        ticket: number,
        body: `${index} ${'x'.repeat(50_000)}`,
        requestId: `request-${1000 + index}`,
      };
      await agent.tickets.note.mutate(note);
    }
  },
  INTERNAL: async ({ world }) => {
    const token = await world.tokenOf(await world.agent());
    const broken = withBroken(world.core, 'everything');
    return localClient(broken, { kind: 'token', token }, 'CLI').tickets.list.query({});
  },
};

test.each(Object.entries(ways))(
  '%s is met, and says what happened and what to do next',
  async (code, way) => {
    if (!way) return;
    await using world = await createWorld();
    const maria = await world.contact();
    const { number } = await world.ticket({ from: maria });
    const desk: Desk = {
      world,
      number,
      customer: await world.as(maria),
      agent: await world.as(await world.agent()),
      other: await world.as(await world.agent({ permissions: ['tickets.read'] })),
      slack: world.asSlack(),
    };
    const failure = await refusalOf(way(desk));
    expect(failure.code).toBe(code);
    expect(failure.exit).toBe(outcomes[code as ErrorCode].exit);
    expect(failure.message).toMatch(/^["A-Z].*[.?]$/s);
    expect(failure.message + failure.hint).not.toMatch(/undefined|\[object|NaN|!/);
    const next =
      /(^|[.?;:] )(try|check|please|sign|ask|send|shorten|write|say|open|see|look|choose|did you mean|an administrator can|inboxes are|reopen|fields are|"limit")/i;
    expect(`${failure.message} ${failure.hint ?? ''}`).toMatch(next);
  },
);
