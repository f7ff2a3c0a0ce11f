/** Support forms as customers fill them in, and what staff are told when the filter would hide what comes of it. */
import { describe, expect, test } from 'vitest';
import { failureOf } from '../client.ts';
import { fileWith, formDesk, refusal, setFilter, valuesOf } from './testing/form-desk.ts';

describe('in the portal', () => {
  test('S50: what the form asks is stored with the ticket, typed, in one go', async () => {
    await using desk = await formDesk();
    const { agent } = desk;
    for (const field of ['plan', 'parts', 'seats', 'due', 'vip', 'ref'])
      await agent.forms.addField.mutate({ form: 'Support', field, required: field !== 'due' });
    const answers = { plan: 'Pro', parts: ['Web', 'App'], seats: '12.5', vip: 'no', ref: ' A <b> ' };
    const { number } = await fileWith(desk, answers);
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
    const wrong = fileWith(
      desk,
      { plan: 'Gold', due: '2026-02-31', seats: 'many' },
      { subject: ' ', body: '' },
    );
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
    const first = await fileWith(desk, { plan: 'Basic', vip: 'yes', seats: 'many' });
    expect(await valuesOf(desk, first.number)).toEqual({ plan: 'Basic' });
    expect((await refusal(fileWith(desk, { plan: 'Pro' }))).facts.faults).toMatchObject([
      { fault: 'required' },
    ]);
    const second = await fileWith(desk, { plan: 'Pro', vip: 'no', seats: '3' });
    expect(await valuesOf(desk, second.number)).toEqual({ plan: 'Pro', vip: false });
    const third = await fileWith(desk, { plan: 'Pro', vip: 'yes', seats: '3' });
    expect(await valuesOf(desk, third.number)).toEqual({ plan: 'Pro', vip: true, seats: 3 });
  });

  test('S56: each submission is one ticket, in the portal and in the inbox, however often it is sent', async () => {
    await using desk = await formDesk();
    const { agent, customer } = desk;
    await agent.forms.addField.mutate({ form: 'Support', field: 'plan' });
    const send = (plan: string) => fileWith(desk, { plan }, { requestId: 'request-same' });
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
