/** Support forms: made, changed, and attached only when they are whole. */
import { describe, expect, test } from 'vitest';
import { fieldsOf, formDesk, refusal } from './testing/form-desk.ts';

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
