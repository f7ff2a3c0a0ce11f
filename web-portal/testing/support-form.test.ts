/** The support form as it is set up: what it asks, how it says what is wrong, and what comes of it. */
import type { PosternClient } from '@postern/core/client';
import { expect, test } from 'vitest';
import {
  createPortalWorld,
  decodeEntities,
  type PortalWorld,
  textBox,
  type Visitor,
} from './portal-world.ts';

const page = '/support/tickets/new';

/** A portal whose form asks for one property of each type. */
async function formWorld() {
  const world = await createPortalWorld();
  const maria = await world.contact({ email: 'maria@acme.example' });
  const agent = await world.as(await world.agent());
  return { world, maria, agent, visitor: await world.visitorAs(maria) };
}

async function ask(
  { world, agent }: { world: PortalWorld; agent: PosternClient },
  key: string,
  wish: {
    label?: string;
    type?: string;
    options?: string[];
    audience?: 'form' | 'portal';
    required?: boolean;
    help?: string;
    showIf?: { field: string; values: string[] };
  } = {},
): Promise<string> {
  const { label = `The ${key}`, type = 'text', options = [], audience = 'form', ...field } = wish;
  world.pass(1);
  await agent.properties.create.mutate({ key, label, type, options, audience });
  await agent.forms.addField.mutate({ form: 'Support', field: key, ...field });
  const { fields } = await (await world.as(await world.contact())).portal.form.query();
  return fields.at(-1)?.id ?? '';
}

const filed = { subject: 'Printer', message: 'It does not print.' };

/** Sends the form with fields that may come several times. */
async function send(visitor: Visitor, fields: Record<string, string | string[]>): Promise<Response> {
  const html = await (await visitor.get(page)).text();
  const hidden = [...html.matchAll(/<input type="hidden" name="(formToken|requestId)" value="([^"]*)"/g)];
  const posted = new URLSearchParams(
    // The first token belongs to "Sign out".
    Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, decodeEntities(value)])),
  );
  for (const [name, value] of Object.entries(fields))
    for (const each of [value].flat()) posted.append(name, each);
  return visitor.post(page, posted);
}

async function valuesOf(agent: PosternClient, ticket: number) {
  const { properties } = await agent.tickets.view.query({ ticket });
  return Object.fromEntries(properties.map(({ key, value }) => [key, value]));
}

test('S50, S69: each property has the control that fits it, and what is answered is on the ticket', async () => {
  const desk = await formWorld();
  await using world = desk.world;
  const plan = await ask(desk, 'plan', { type: 'select', options: ['Basic', 'Pro'], required: true });
  const parts = await ask(desk, 'parts', { type: 'multi-select', options: ['Web', 'App'] });
  const seats = await ask(desk, 'seats', { type: 'number', help: 'About how many' });
  const due = await ask(desk, 'due', { type: 'date' });
  const vip = await ask(desk, 'vip', { type: 'yes-no' });
  const ref = await ask(desk, 'ref');
  await desk.agent.inboxes.edit.mutate({ inbox: 'Support', promise: 'We answer within one working day.' });
  await desk.agent.forms.edit.mutate({ form: 'Support', title: 'Ask us', help: 'We read <everything>.' });
  const html = await (await desk.visitor.get(page)).text();
  expect(html).toContain('<h1 dir="auto">Ask us</h1>');
  expect(html).toContain('<title>Ask us · Acme Support</title>');
  expect(html).toContain('We read &lt;everything&gt;.');
  expect(html).toMatch(new RegExp(`<select id="${plan}" name="${plan}" required=""`));
  expect(html).toContain('<option value="Pro">Pro</option>');
  expect(html.match(new RegExp(`type="checkbox" id="${parts}[-0-9]*" name="${parts}"`, 'g'))).toHaveLength(2);
  expect(html).toMatch(
    new RegExp(`<input id="${seats}"[^>]*type="number"[^>]*aria-describedby="${seats}-help"`),
  );
  expect(html).toMatch(new RegExp(`<input id="${due}"[^>]*type="date"`));
  expect(html.match(new RegExp(`type="radio" id="${vip}[-0-9]*" name="${vip}"`, 'g'))).toHaveLength(3);
  expect(html).toMatch(new RegExp(`<input id="${ref}"[^>]*type="text"`));
  expect(html.match(/>required</g)).toHaveLength(3);

  const answers = {
    [plan]: 'Pro',
    [parts]: ['Web', 'App'],
    [seats]: '12',
    [due]: '',
    [vip]: 'yes',
    [ref]: 'A-1',
  };
  const response = await send(desk.visitor, { ...filed, ...answers });
  expect([response.status, response.headers.get('location')]).toEqual([303, `${page}?filed=1001`]);
  expect(await valuesOf(desk.agent, 1001)).toEqual({
    plan: 'Pro',
    parts: ['Web', 'App'],
    seats: 12,
    vip: true,
    ref: 'A-1',
  });
  const after = await (await desk.visitor.get(`${page}?filed=1001`)).text();
  expect(after).toContain('We answer within one working day.');
  const { items } = await desk.agent.tickets.list.query({ query: 'inbox:Support property.plan:pro' });
  expect(items).toHaveLength(1);
  expect((await (await world.as(desk.maria)).portal.tickets.query({})).items).toHaveLength(1);
});

test('all that is wrong is said at once beside its field, with everything typed kept', async () => {
  const desk = await formWorld();
  await using _world = desk.world;
  const plan = await ask(desk, 'plan', { type: 'select', options: ['Basic', 'Pro'], required: true });
  const parts = await ask(desk, 'parts', { type: 'multi-select', options: ['Web', 'App'] });
  const seats = await ask(desk, 'seats', { type: 'number' });
  const due = await ask(desk, 'due', { type: 'date' });
  const vip = await ask(desk, 'vip', { type: 'yes-no', required: true });
  const answers = { [plan]: '', [parts]: ['App', 'Gold'], [seats]: 'ten & more', [due]: 'soon' };
  const response = await send(desk.visitor, { subject: ' ', message: 'Kept <text>', ...answers });
  expect(response.status).toBe(422);
  const html = await response.text();
  for (const [id, text, named] of [
    ['subject', 'Say in a few words what it is about.', ''],
    [plan, 'Please answer this.', '“The plan”: '],
    [parts, 'Choose one of these answers.', '“The parts”: '],
    [seats, 'Write a number, such as 12 or 12.5.', '“The seats”: '],
    [due, 'Choose a day', '“The due”: '],
    [vip, 'Please answer this.', '“The vip”: '],
  ] as const) {
    expect(html).toContain(`id="${id}-error">${text}`);
    expect(html).toContain(`<a href="#${id}">${named}${text}`);
    expect(html).toContain(`id="${id}"`);
  }
  expect(html.indexOf('class="problem"')).toBeLessThan(
    html.indexOf('<form method="post" action="/support/tickets/new"'),
  );
  expect(textBox(html, 'message')).toBe('Kept <text>');
  expect(html).toMatch(/type="checkbox"[^>]*value="App" checked=""/);
  // A control for numbers would show nothing of it.
  expect(html).toMatch(new RegExp(`<input id="${seats}"[^>]*value="ten &amp; more" type="text"`));
  expect(html).toMatch(new RegExp(`<input id="${due}"[^>]*value="soon" type="text"`));
});

test('without a script a field that depends on another says so, and is passed over where it does not apply', async () => {
  const desk = await formWorld();
  await using _world = desk.world;
  const plan = await ask(desk, 'plan', { type: 'select', options: ['Basic', 'Pro'] });
  const seats = await ask(desk, 'seats', {
    type: 'number',
    required: true,
    showIf: { field: 'plan', values: ['Pro'] },
  });
  const html = await (await desk.visitor.get(page)).text();
  expect(html).toContain('Only if “The plan” is “Pro”.');
  expect(html).toContain(`data-if="${plan}" data-values="[&quot;Pro&quot;]"`);
  expect(html).toMatch(new RegExp(`<input id="${seats}"[^>]*data-required=""`));
  expect(html).not.toMatch(new RegExp(`<input id="${seats}"[^>]* required`));
  expect((await send(desk.visitor, { ...filed, [plan]: 'Basic', [seats]: 'not a number' })).status).toBe(303);
  expect(await valuesOf(desk.agent, 1001)).toEqual({ plan: 'Basic' });
  expect((await send(desk.visitor, { ...filed, [plan]: 'Pro', [seats]: '' })).status).toBe(422);
});

test('S51: the link to the form is there while a whole form is attached, and only then', async () => {
  const desk = await formWorld();
  await using _world = desk.world;
  const linkOn = async () => (await (await desk.visitor.get('/support')).text()).includes(`href="${page}"`);
  const isThere = async () => (await desk.visitor.get(page)).status;
  expect([await linkOn(), await isThere()]).toEqual([true, 200]);
  await desk.agent.forms.edit.mutate({ form: 'Support', inbox: null });
  expect([await linkOn(), await isThere()]).toEqual([false, 404]);
  await desk.agent.forms.edit.mutate({ form: 'Support', inbox: 'Support', ticketProperties: false });
  expect([await linkOn(), await isThere()]).toEqual([false, 404]);
  await desk.agent.forms.edit.mutate({ form: 'Support', ticketProperties: true });
  expect([await linkOn(), await isThere()]).toEqual([true, 200]);
  await desk.world.inTransaction(({ tx }) => tx.portal.updateMany({ data: { formId: null } }));
  expect([await linkOn(), await isThere()]).toEqual([false, 404]);
});

test('labels, options and help texts from outside stay text', async () => {
  const desk = await formWorld();
  await using _world = desk.world;
  const evil = '"><script>alert(1)</script>\u202e';
  const option = "x' onfocus=alert(1) <b>";
  await ask(desk, 'odd', { label: evil, type: 'select', options: [option], help: evil, audience: 'portal' });
  const html = await (await desk.visitor.get(page)).text();
  expect(html).not.toContain('<script>alert');
  expect(html).not.toContain('\u202e');
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  const { number } = await desk.world.ticket({ from: desk.maria });
  await desk.agent.tickets.setProperty.mutate({ ticket: number, values: [{ key: 'odd', value: option }] });
  const ticket = await (await desk.visitor.get(`/support/tickets/${number}`)).text();
  expect(ticket).not.toContain('<script>alert');
  expect(ticket).toContain('onfocus=alert(1) &lt;b&gt;');
});

test('a form that changed while it was open keeps what was typed and is shown anew', async () => {
  const desk = await formWorld();
  await using _world = desk.world;
  const ref = await ask(desk, 'ref');
  const html = await (await desk.visitor.get(page)).text();
  await desk.agent.forms.removeField.mutate({ form: 'Support', field: 'ref' });
  const response = await desk.visitor.submitFrom(html, page, { ...filed, [ref]: 'A-1' });
  expect(response.status).toBe(400);
  const again = await response.text();
  expect(again).toContain('This form has changed since you opened it');
  expect(textBox(again, 'message')).toBe(filed.message);
  expect((await desk.visitor.submitFrom(again, page, filed)).status).toBe(303);
});

test('answers outlive a session that ended while they were typed', async () => {
  const desk = await formWorld();
  await using world = desk.world;
  const plan = await ask(desk, 'plan', { type: 'select', options: ['Basic', 'Pro'] });
  const html = await (await desk.visitor.get(page)).text();
  await world.inTransaction(({ tx }) => tx.contactSession.deleteMany({}));
  const response = await desk.visitor.submitFrom(html, page, { ...filed, [plan]: 'Pro' });
  expect(response.status).toBe(401);
  const kept = /name="typedAnswers" value="([^"]*)"/.exec(await response.text())?.[1] ?? '';
  expect(JSON.parse(decodeEntities(kept))).toEqual({ [plan]: ['Pro'] });
});

test('properties that are for the portal are on the ticket in every kind of answer, and no others', async () => {
  const desk = await formWorld();
  await using _world = desk.world;
  await ask(desk, 'plan', {
    label: 'Plan',
    type: 'multi-select',
    options: ['Basic', 'Pro'],
    audience: 'portal',
  });
  await ask(desk, 'seats', { label: 'Seats', type: 'number', audience: 'portal' });
  await ask(desk, 'due', { label: 'Due', type: 'date', audience: 'portal' });
  await ask(desk, 'vip', { label: 'Important', type: 'yes-no', audience: 'portal' });
  await ask(desk, 'inside', { label: 'Canary', type: 'text', audience: 'form' });
  const { number } = await desk.world.ticket({ from: desk.maria });
  const values = [
    { key: 'plan', value: ['Pro', 'Basic'] },
    { key: 'seats', value: 12000.5 },
    { key: 'due', value: '2026-12-01' },
    { key: 'vip', value: false },
    { key: 'inside', value: 'canary' },
  ];
  await desk.agent.tickets.setProperty.mutate({ ticket: number, values });
  const address = `/support/tickets/${number}`;
  const html = await (await desk.visitor.get(address)).text();
  expect(html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')).toContain(
    'Plan Basic, Pro Seats 12,000.5 Due 1 December 2026 Important No',
  );
  const json = await (await desk.visitor.get(address, { accept: 'application/json' })).json();
  expect((json as { properties: unknown }).properties).toEqual([
    { label: 'Plan', value: ['Basic', 'Pro'] },
    { label: 'Seats', value: 12000.5 },
    { label: 'Due', value: '2026-12-01' },
    { label: 'Important', value: false },
  ]);
  const text = await (await desk.visitor.get(address, { accept: 'text/plain' })).text();
  expect(text).toContain('Plan: Basic, Pro\nSeats: 12,000.5\nDue: 1 December 2026\nImportant: No\n');
  expect((html + JSON.stringify(json) + text).toLowerCase()).not.toContain('canary');
});
