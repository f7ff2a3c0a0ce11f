/** Support forms: set up, attached only when they are whole, and filled in by customers. */
import { describe, expect, test } from 'vitest';
import { failureOf, type PosternClient } from '../client.ts';
import { parseQuery } from '../query/parse-query.ts';
import { createWorld, type World } from '../testing/index.ts';

const refusal = (call: Promise<unknown>) =>
  call.then(
    (answer) => {
      throw new Error(`Not refused: ${JSON.stringify(answer)}`);
    },
    (error: unknown) => failureOf(error),
  );

const fieldsOf = async (agent: PosternClient, form: string) =>
  (await agent.forms.view.query({ form })).fields.map(({ field }) => field);

const setFilter = (world: World, query: string) =>
  world.inTransaction(({ tx }) => tx.portal.updateMany({ data: { filter: parseQuery(query).tree } }));

/** A desk with Ada, Maria, and properties that a form may ask for. */
async function formDesk() {
  const world = await createWorld();
  const agent = await world.as(await world.agent({ name: 'Ada' }));
  const maria = await world.contact({ name: 'Maria' });
  const create = (key: string, type: string, options: string[] = [], audience: 'form' | 'portal' = 'form') =>
    agent.properties.create.mutate({ key, label: `The ${key}`, type, options, audience });
  await create('plan', 'select', ['Basic', 'Pro'], 'portal');
  await create('parts', 'multi-select', ['Web', 'App']);
  await create('seats', 'number');
  await create('due', 'date');
  await create('vip', 'yes-no');
  await create('ref', 'text');
  return {
    world,
    agent,
    maria,
    customer: await world.as(maria),
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

type FormDesk = Awaited<ReturnType<typeof formDesk>>;

let counter = 0;

/** Files with these answers, by the keys of the properties. */
async function file(
  { agent, customer, world }: FormDesk,
  answers: Record<string, string | string[]>,
  given: { subject?: string; body?: string; requestId?: string } = {},
) {
  counter += 1;
  const { fields } = await customer.portal.form.query();
  const view = await agent.forms.view.query({ form: 'Support' });
  const idOf = (key: string) => fields[view.fields.findIndex(({ field }) => field === key)]?.id ?? key;
  world.pass(1);
  return customer.portal.fileTicket.mutate({
    subject: 'Help',
    body: 'It does not work.',
    requestId: `request-${counter}`,
    ...given,
    answers: Object.entries(answers).map(([key, value]) => ({ field: idOf(key), values: [value].flat() })),
  });
}

const valuesOf = async ({ agent }: FormDesk, ticket: number) => {
  const { properties } = await agent.tickets.view.query({ ticket });
  return Object.fromEntries(properties.map(({ key, value }) => [key, value]));
};

describe('setting one up', () => {
  test('S54: the template brings subject, message and files; a blank form gets its ticket properties by a switch', async () => {
    await using desk = await formDesk();
    const { agent } = desk;
    const made = await agent.forms.create.mutate({ name: 'Help', inbox: 'support' });
    expect(made).toMatchObject({ eligible: true, reason: null, inbox: 'Support', portals: [] });
    expect(await fieldsOf(agent, 'help')).toEqual(['subject', 'message', 'files']);

    const blank = await agent.forms.create.mutate({ name: 'Blank', template: 'blank', inbox: 'Support' });
    expect(blank).toMatchObject({ eligible: false, fields: [] });
    await agent.forms.addField.mutate({ form: 'Blank', field: 'plan' });
    const on = await agent.forms.edit.mutate({ form: 'Blank', ticketProperties: true });
    expect(on).toMatchObject({ eligible: true });
    expect(on.fields).toMatchObject([
      { field: 'subject', required: true },
      { field: 'message', required: true },
      { field: 'plan', required: false },
    ]);
    const off = await agent.forms.edit.mutate({ form: 'Blank', ticketProperties: false });
    expect(off.fields.map(({ field }) => field)).toEqual(['plan']);
  });

  test('S55: with several inboxes one must be chosen, with a single one it is taken', async () => {
    await using desk = await formDesk();
    const { agent, world } = desk;
    expect(await refusal(agent.forms.create.mutate({ name: 'Help' }))).toMatchObject({
      code: 'BAD_INPUT',
      message: 'This desk has several inboxes, so say which one the form files to.',
      hint: 'Choose one of Internal, Support: postern form create Help --inbox INBOX',
    });
    expect(await refusal(agent.forms.create.mutate({ name: 'Help', inbox: 'Suport' }))).toMatchObject({
      code: 'INBOX_NOT_FOUND',
    });
    await world.inTransaction(({ tx }) => tx.inbox.delete({ where: { id: world.internalInboxId } }));
    expect(await agent.forms.create.mutate({ name: 'Help' })).toMatchObject({ inbox: 'Support' });
  });

  test('S52: the list tells which forms can be chosen, and of the others why not and what to type', async () => {
    await using desk = await formDesk();
    const { agent } = desk;
    await agent.forms.create.mutate({ name: 'No inbox', inbox: null });
    await agent.forms.create.mutate({ name: 'Empty', template: 'blank', inbox: null });
    const { items } = await agent.forms.list.query();
    expect(items).toMatchObject([
      {
        name: 'Empty',
        eligible: false,
        reason:
          "It files to no inbox, and does not ask for the ticket's own properties (subject and message).",
        next: ['postern form edit Empty --inbox INBOX', 'postern form edit Empty --ticket-properties on'],
      },
      {
        name: 'No inbox',
        eligible: false,
        reason: 'It files to no inbox.',
        next: ['postern form edit "No inbox" --inbox INBOX'],
      },
      { name: 'Support', eligible: true, reason: null, next: [], portals: ['Acme Support'] },
    ]);
  });

  test('fields are added, edited, moved and removed, and keep their order', async () => {
    await using desk = await formDesk();
    const { agent } = desk;
    const form = 'Support';
    await agent.forms.addField.mutate({
      form,
      field: 'plan',
      position: 2,
      label: 'Which plan?',
      required: true,
    });
    await agent.forms.addField.mutate({ form, field: 'seats', help: 'About how many' });
    expect(await fieldsOf(agent, form)).toEqual(['subject', 'plan', 'message', 'files', 'seats']);
    await agent.forms.moveField.mutate({ form, field: 'seats', position: 1 });
    await agent.forms.removeField.mutate({ form, field: 'files' });
    expect(await fieldsOf(agent, form)).toEqual(['seats', 'subject', 'plan', 'message']);
    const edited = await agent.forms.editField.mutate({ form, field: 'plan', required: false, label: null });
    expect(edited.fields[2]).toMatchObject({ field: 'plan', required: false, label: null, type: 'select' });
    expect(await refusal(agent.forms.addField.mutate({ form, field: 'plan' }))).toMatchObject({
      code: 'NAME_TAKEN',
    });
    expect(await refusal(agent.forms.addField.mutate({ form, field: 'colour' }))).toMatchObject({
      code: 'PROPERTY_NOT_FOUND',
    });
    expect(await refusal(agent.forms.editField.mutate({ form, field: 'due' }))).toMatchObject({
      code: 'BAD_INPUT',
      hint: 'Check the name. Its fields are seats, subject, plan, message',
    });
    expect(
      await refusal(agent.forms.editField.mutate({ form, field: 'subject', required: false })),
    ).toMatchObject({
      code: 'BAD_INPUT',
      message: 'Every ticket has a subject, so it is always asked for and required.',
    });
  });

  test('a property for the team alone is never asked, and none that is asked becomes one', async () => {
    await using desk = await formDesk();
    const { agent } = desk;
    await agent.properties.create.mutate({ key: 'churn', label: 'Churn risk', type: 'text' });
    expect(await refusal(agent.forms.addField.mutate({ form: 'Support', field: 'churn' }))).toMatchObject({
      code: 'BAD_INPUT',
      hint: 'Open it for forms first: postern property edit churn --audience form',
    });
    await agent.forms.addField.mutate({ form: 'Support', field: 'plan' });
    const hide = agent.properties.edit.mutate({ property: 'plan', audience: 'internal' });
    expect(await refusal(hide)).toMatchObject({ code: 'STILL_IN_USE', facts: { forms: ['Support'] } });
    const remove = agent.properties.delete.mutate({ property: 'plan', dropsValues: true });
    expect(await refusal(remove)).toMatchObject({ code: 'STILL_IN_USE' });
  });

  test('a condition names a field before it and answers that it offers; a circle cannot be made', async () => {
    await using desk = await formDesk();
    const { agent } = desk;
    const form = 'Support';
    for (const field of ['plan', 'seats', 'vip']) await agent.forms.addField.mutate({ form, field });
    const showIf = (field: string, on: string, values: string[]) =>
      agent.forms.editField.mutate({ form, field, showIf: { field: on, values } });
    const done = await showIf('seats', 'plan', ['pro', 'PRO']);
    expect(done.fields.find(({ field }) => field === 'seats')?.showIf).toEqual({
      field: 'plan',
      values: ['Pro'],
    });
    for (const [field, on, values, says] of [
      ['plan', 'seats', ['1'], '"seats" does not stand before this field'],
      ['plan', 'plan', ['Pro'], '"plan" does not stand before this field'],
      ['vip', 'seats', ['1'], '"seats" has no answers to choose from'],
      ['vip', 'subject', ['x'], '"subject" has no answers to choose from'],
      ['seats', 'plan', ['Gold'], '"Gold" is no answer to "plan".'],
      ['message', 'plan', ['Pro'], 'Every ticket has a message'],
      ['seats', 'nothing', ['x'], 'The form "Support" has no field "nothing".'],
    ] as const) {
      const refused = await refusal(showIf(field, on, [...values]));
      expect(refused).toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining(says) });
    }
    const early = agent.forms.moveField.mutate({ form, field: 'seats', position: 1 });
    expect((await refusal(early)).message).toBe('"seats" depends on "plan", which must stand before it.');
    const removed = agent.forms.removeField.mutate({ form, field: 'plan' });
    expect(await refusal(removed)).toMatchObject({
      code: 'STILL_IN_USE',
      hint: expect.stringContaining('postern form field edit Support seats --show-if none'),
    });
    const option = agent.properties.edit.mutate({ property: 'plan', removeOptions: ['Pro'] });
    expect(await refusal(option)).toMatchObject({ code: 'STILL_IN_USE', facts: { forms: ['Support'] } });
    await agent.properties.edit.mutate({ property: 'plan', renameOptions: [{ from: 'Pro', to: 'Max' }] });
    const after = await agent.forms.view.query({ form });
    expect(after.fields.find(({ field }) => field === 'seats')?.showIf?.values).toEqual(['Max']);
  });

  test('an attached form cannot be deleted, another one can', async () => {
    await using desk = await formDesk();
    const { agent } = desk;
    await agent.forms.create.mutate({ name: 'Old', inbox: 'Support' });
    expect(await agent.forms.delete.mutate({ form: 'old' })).toEqual({ name: 'Old' });
    expect(await refusal(agent.forms.delete.mutate({ form: 'Old' }))).toMatchObject({
      code: 'FORM_NOT_FOUND',
    });
    expect(await refusal(agent.forms.delete.mutate({ form: 'Support' }))).toMatchObject({
      code: 'STILL_IN_USE',
    });
    expect(await refusal(agent.forms.edit.mutate({ form: 'Suport' }))).toMatchObject({
      hint: 'Did you mean "Support"?',
    });
    for (const name of ['', 'none', 'a"b', 'support'])
      expect(['BAD_INPUT', 'NAME_TAKEN']).toContain(
        (await refusal(agent.forms.create.mutate({ name, inbox: 'Support' }))).code,
      );
  });
});

describe('in the portal', () => {
  test('S50: what the form asks is stored with the ticket, typed, in one go', async () => {
    await using desk = await formDesk();
    const { agent } = desk;
    for (const field of ['plan', 'parts', 'seats', 'due', 'vip', 'ref'])
      await agent.forms.addField.mutate({ form: 'Support', field, required: field !== 'due' });
    const answers = { plan: 'Pro', parts: ['Web', 'App'], seats: '12.5', vip: 'no', ref: ' A <b> ' };
    const { number } = await file(desk, answers);
    expect(await valuesOf(desk, number)).toEqual({
      plan: 'Pro',
      parts: ['Web', 'App'],
      seats: 12.5,
      vip: false,
      ref: 'A <b>',
    });
    const { properties } = await desk.customer.portal.ticket.query({ ticket: number });
    expect(properties).toEqual([{ label: 'The plan', type: 'select', value: 'Pro' }]);
    const { version, timeline } = await agent.tickets.view.query({ ticket: number });
    expect({ version, entries: timeline.length }).toEqual({ version: 1, entries: 1 });
  });

  test('everything that is wrong is told at once, and nothing is stored', async () => {
    await using desk = await formDesk();
    const { agent } = desk;
    for (const field of ['seats', 'due', 'plan', 'ref'])
      await agent.forms.addField.mutate({ form: 'Support', field, position: 1, required: field === 'ref' });
    const wrong = file(desk, { plan: 'Gold', due: '2026-02-31', seats: 'many' }, { subject: ' ', body: '' });
    const { code, facts } = await refusal(wrong);
    expect(code).toBe('FIELD_INVALID');
    const told = (facts.faults as { field: string; code: string; fault?: string }[]).map((each) => [
      each.field.replace(/^fld_.*/, 'property'),
      each.code,
      each.fault,
    ]);
    expect(told).toEqual([
      ['property', 'FIELD_INVALID', 'required'],
      ['property', 'FIELD_INVALID', 'option'],
      ['property', 'FIELD_INVALID', 'date'],
      ['property', 'FIELD_INVALID', 'number'],
      ['subject', 'SUBJECT_EMPTY', undefined],
      ['message', 'MESSAGE_EMPTY', undefined],
    ]);
    expect((await desk.customer.portal.tickets.query({})).items).toEqual([]);
  });

  test('a field whose condition does not hold is neither required nor stored', async () => {
    await using desk = await formDesk();
    const { agent } = desk;
    const form = 'Support';
    await agent.forms.addField.mutate({ form, field: 'plan' });
    await agent.forms.addField.mutate({
      form,
      field: 'vip',
      required: true,
      showIf: { field: 'plan', values: ['Pro'] },
    });
    await agent.forms.addField.mutate({
      form,
      field: 'seats',
      required: true,
      showIf: { field: 'vip', values: ['yes'] },
    });
    const first = await file(desk, { plan: 'Basic', vip: 'yes', seats: 'many' });
    expect(await valuesOf(desk, first.number)).toEqual({ plan: 'Basic' });
    expect((await refusal(file(desk, { plan: 'Pro' }))).facts.faults).toMatchObject([{ fault: 'required' }]);
    const second = await file(desk, { plan: 'Pro', vip: 'no', seats: '3' });
    expect(await valuesOf(desk, second.number)).toEqual({ plan: 'Pro', vip: false });
    const third = await file(desk, { plan: 'Pro', vip: 'yes', seats: '3' });
    expect(await valuesOf(desk, third.number)).toEqual({ plan: 'Pro', vip: true, seats: 3 });
  });

  test('S56: each submission is one ticket, in the portal and in the inbox, however often it is sent', async () => {
    await using desk = await formDesk();
    const { agent, customer } = desk;
    await agent.forms.addField.mutate({ form: 'Support', field: 'plan' });
    const send = (plan: string) => file(desk, { plan }, { requestId: 'request-same' });
    const numbers = await Promise.all([send('Pro'), send('Pro'), send('Pro')]);
    expect(new Set(numbers.map(({ number }) => number)).size).toBe(1);
    expect((await customer.portal.tickets.query({})).items).toHaveLength(1);
    const inInbox = await agent.tickets.list.query({ query: 'inbox:Support property.plan:pro' });
    expect(inInbox.items).toHaveLength(1);
    expect((await refusal(send('Basic'))).code).toBe('REQUEST_ID_REUSED');
    expect((await customer.portal.tickets.query({})).items).toHaveLength(1);
  });

  test('answers to fields that do not exist, or that come twice, are refused', async () => {
    await using desk = await formDesk();
    await desk.agent.forms.addField.mutate({ form: 'Support', field: 'plan' });
    const { fields } = await desk.customer.portal.form.query();
    const plan = fields.at(-1)?.id ?? '';
    for (const ids of [['fld_nothing'], ['__proto__'], [''], [fields[0]?.id ?? ''], [plan, plan]]) {
      const answers = ids.map((field) => ({ field, values: ['Pro'] }));
      const filing = { subject: 'S', body: 'B', requestId: 'request-odd', answers };
      expect((await refusal(desk.customer.portal.fileTicket.mutate(filing))).code).toBe('BAD_INPUT');
    }
  });

  test('the customer is told what to answer, and nothing that is the team’s alone', async () => {
    await using desk = await formDesk();
    const { agent, customer, world } = desk;
    await agent.inboxes.edit.mutate({ inbox: 'Support', promise: 'We answer within a day.' });
    await agent.forms.edit.mutate({ form: 'Support', title: 'Ask us', help: 'Two lines\nof help' });
    await agent.forms.addField.mutate({ form: 'Support', field: 'plan' });
    await agent.forms.addField.mutate({
      form: 'Support',
      field: 'vip',
      label: '<script>alert(1)</script>\u202e',
      showIf: { field: 'plan', values: ['Pro'] },
    });
    const form = await customer.portal.form.query();
    expect(form).toMatchObject({
      title: 'Ask us',
      help: 'Two lines\nof help',
      promise: 'We answer within a day.',
      fields: [
        { asks: 'subject', label: null, required: true },
        { asks: 'message', required: true },
        { asks: 'files', required: false },
        { asks: 'property', label: 'The plan', type: 'select', options: ['Basic', 'Pro'], showIf: null },
        { label: '<script>alert(1)</script>\u202e', showIf: { label: 'The plan', values: ['Pro'] } },
      ],
    });
    expect(JSON.stringify(form)).not.toMatch(/Support|inb_|prp_|audience/);
    // However it came about, what became internal is asked no more.
    await world.inTransaction(({ tx }) => tx.property.updateMany({ data: { audience: 'INTERNAL' } }));
    expect((await customer.portal.form.query()).fields.map(({ asks }) => asks)).toEqual([
      'subject',
      'message',
      'files',
    ]);
  });

  test('S51, S53: a form that loses its inbox or its properties is offered no more, and offered again once it is whole', async () => {
    await using desk = await formDesk();
    const { agent, customer } = desk;
    const offered = async () => {
      const info = await customer.portal.info.query({ slug: 'support' });
      const form = await customer.portal.form.query().then(
        () => 'ok',
        (error: unknown) => failureOf(error).code,
      );
      return [info.isOn && info.hasForm, form];
    };
    expect(await offered()).toEqual([true, 'ok']);
    for (const [lose, gain] of [
      [{ inbox: null }, { inbox: 'Support' }],
      [{ ticketProperties: false }, { ticketProperties: true }],
    ]) {
      await agent.forms.edit.mutate({ form: 'Support', ...lose });
      expect(await offered()).toEqual([false, 'FORM_NOT_FOUND']);
      const filing = { subject: 'S', body: 'B', requestId: 'request-lost' };
      expect((await refusal(customer.portal.fileTicket.mutate(filing))).code).toBe('FORM_NOT_FOUND');
      await agent.forms.edit.mutate({ form: 'Support', ...gain });
      expect(await offered()).toEqual([true, 'ok']);
    }
    await agent.forms.removeField.mutate({ form: 'Support', field: 'message' });
    expect(await offered()).toEqual([false, 'FORM_NOT_FOUND']);
  });
});

describe('S56: staff are warned when the filter would hide what the form creates', () => {
  test.each<[filter: string, warning: RegExp | null]>([
    ['pipeline:Support', null],
    [
      'pipeline:Internal',
      /^Customers will not see what they file with "Support": .*pipeline:Internal.* hides it/,
    ],
    ['is:open priority:normal stage:New', null],
    ['-assignee:none', /^Customers will not see/],
    ['priority:>=high', /^Customers will not see/],
    ['property.plan:any', null],
    ['property.plan:pro', /^Some customers will not see what they file/],
    ['property.plan:pro,basic', null],
    ['property.vip:yes', /^Some customers will not see/],
    ['property.vip:yes,none,no', null],
    ['property.seats:>=10', /^Some customers will not see/],
    ['property.due:any', /^Customers will not see/],
    ['organization:Acme', /^Some customers will not see/],
    ['refund', /^Some customers will not see/],
    ['property.gone:x', /^The portal's filter cannot be used/],
  ])('%s', async (filter, warning) => {
    await using desk = await formDesk();
    const { agent, world, maria } = desk;
    await agent.forms.addField.mutate({ form: 'Support', field: 'plan', required: true });
    await agent.forms.addField.mutate({ form: 'Support', field: 'vip' });
    await agent.forms.addField.mutate({ form: 'Support', field: 'seats' });
    await world.ticket({ from: maria });
    const rows = async () => {
      const { read } = world.core.db;
      const counts = [
        read.ticket,
        read.contact,
        read.message,
        read.auditEvent,
        read.outboxItem,
        read.channel,
      ];
      return Promise.all(counts.map((table) => (table as typeof read.ticket).count()));
    };
    await setFilter(world, filter);
    const before = await rows();
    const { warnings } = await agent.forms.rehearse.mutate({ form: 'Support' });
    if (warning) expect(warnings).toEqual([expect.stringMatching(warning)]);
    else expect(warnings).toEqual([]);
    expect(await rows()).toEqual(before);
  });

  test('S53: a form that is not whole is refused, naming what is missing and what to type', async () => {
    await using desk = await formDesk();
    await desk.agent.forms.create.mutate({ name: 'Blank', template: 'blank', inbox: null });
    expect(await refusal(desk.agent.forms.rehearse.mutate({ form: 'Blank' }))).toMatchObject({
      code: 'FORM_NOT_ELIGIBLE',
      message:
        'The form "Blank" files to no inbox, and does not ask for the ticket\'s own properties (subject and message).',
      hint: 'Say so first: postern form edit Blank --inbox INBOX && postern form edit Blank --ticket-properties on',
    });
  });
});
