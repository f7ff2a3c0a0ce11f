/** Filing a support ticket. */
import { expect, test } from 'vitest';
import { createPortalWorld, hiddenFields, textBox } from './portal-world.ts';

const form = '/support/tickets/new';

test('a ticket is filed once however often the button is pressed, and its number is shown', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact({ email: 'maria@acme.example' });
  const visitor = await world.visitorAs(maria);
  const page = await (await visitor.get(form)).text();
  const fields = { subject: 'Wrong <VAT>', message: 'The invoice shows 7 percent.' };
  const answers = await Promise.all([1, 2, 3].map(() => visitor.submitFrom(page, form, fields)));
  expect(answers.map((answer) => [answer.status, answer.headers.get('location')])).toEqual(
    Array(3).fill([303, `${form}?filed=1001`]),
  );
  expect((await (await world.as(maria)).portal.tickets.query({})).items).toHaveLength(1);

  const html = await (await visitor.get(`${form}?filed=1001`)).text();
  expect(html).toContain('<h1>Ticket #1001 is filed</h1>');
  expect(html).toContain('Wrong &lt;VAT&gt;');
  expect(html).toContain('maria@acme.example');
  expect(html).toContain('<a class="button" href="/support/tickets/1001">Open ticket #1001</a>');
});

test('S56: what the portal does not show is confirmed all the same, without its number', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const ada = await world.as(await world.agent());
  await ada.portalSettings.set.mutate({ settings: { filter: 'pipeline:Support -stage:New' } });
  const visitor = await world.visitorAs(maria);
  const fields = { subject: 'Hidden', message: 'Is it lost?' };
  const answer = await visitor.submit(form, form, fields);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${form}?received`]);
  const page = await visitor.get(`${form}?received`);
  const html = await page.text();
  expect([page.status, html.includes('<h1>We have received your message</h1>')]).toEqual([200, true]);
  expect(html).not.toContain('1001');
  const { items } = await ada.tickets.list.query({ query: '' });
  expect(items.map(({ number, subject }) => [number, subject])).toEqual([[1001, 'Hidden']]);
  expect((await visitor.get(`${form}?filed=1001`)).status).toBe(404);
});

test('every opened form is a ticket of its own', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const visitor = await world.visitorAs(maria);
  const fields = { subject: 'The same', message: 'The same.' };
  for (let time = 0; time < 2; time += 1) await visitor.submit(form, form, fields);
  expect((await (await world.as(maria)).portal.tickets.query({})).items).toHaveLength(2);
});

test.each([
  { subject: '', message: 'Text', field: 'subject', sentence: 'Say in a few words what it is about.' },
  { subject: 'S'.repeat(201), message: 'Text', field: 'subject', sentence: 'The subject is too long' },
  { subject: 'Subject', message: '  ', field: 'message', sentence: 'Write a message first.' },
  { subject: 'Subject', message: 'x'.repeat(100_001), field: 'message', sentence: 'The message is too long' },
])('$sentence: refused beside the field, with everything typed kept', async (wrong) => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const visitor = await world.visitorAs(maria);
  const response = await visitor.submit(form, form, { subject: wrong.subject, message: wrong.message });
  expect(response.status).toBe(422);
  const html = await response.text();
  expect(html).toContain(`id="${wrong.field}-error">${wrong.sentence}`);
  expect(html).toContain(`<a href="#${wrong.field}">${wrong.sentence}`);
  expect(html).toContain(`name="subject" required="" dir="auto"`);
  expect(html).toContain(`value="${wrong.subject}"`);
  expect(textBox(html, 'message')).toBe(wrong.message);
  expect((await (await world.as(maria)).portal.tickets.query({})).items).toEqual([]);
});

test.each([
  ['', ' \n', 'Say in a few words what it is about.', 'Write a message first.'],
  ['S'.repeat(201), '', 'The subject is too long', 'Write a message first.'],
  ['', 'x'.repeat(100_001), 'Say in a few words what it is about.', 'The message is too long'],
  ['S'.repeat(201), 'x'.repeat(100_001), 'The subject is too long', 'The message is too long'],
])('what is wrong with both fields is said at once', async (subject, message, ofSubject, ofMessage) => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const visitor = await world.visitorAs(maria);
  const response = await visitor.submit(form, form, { subject, message });
  expect(response.status).toBe(422);
  const html = await response.text();
  for (const [field, sentence] of [
    ['subject', ofSubject],
    ['message', ofMessage],
  ]) {
    expect(html).toContain(`id="${field}-error">${sentence}`);
    expect(html).toContain(`<a href="#${field}">${sentence}`);
  }
  expect(textBox(html, 'message')).toBe(message);
  expect((await (await world.as(maria)).portal.tickets.query({})).items).toEqual([]);
});

test('a corrected form still files one ticket', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const visitor = await world.visitorAs(maria);
  const first = await visitor.submit(form, form, { subject: '', message: 'Text' });
  const page = await first.text();
  for (let click = 0; click < 2; click += 1)
    expect((await visitor.submitFrom(page, form, { subject: 'Now', message: 'Text' })).status).toBe(303);
  expect((await (await world.as(maria)).portal.tickets.query({})).items).toHaveLength(1);
});

test('another text from a form that was sent before is kept, and sent as a ticket of its own', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const visitor = await world.visitorAs(maria);
  const page = await (await visitor.get(form)).text();
  await visitor.submitFrom(page, form, { subject: 'One', message: 'First' });
  const response = await visitor.submitFrom(page, form, { subject: 'Two', message: 'Second' });
  expect(response.status).toBe(409);
  const again = await response.text();
  expect(textBox(again, 'message')).toBe('Second');
  expect((await visitor.submitFrom(again, form, { subject: 'Two', message: 'Second' })).status).toBe(303);
  const { items } = await (await world.as(maria)).portal.tickets.query({});
  expect(items.map((item) => item.subject)).toEqual(['Two', 'One']);
});

test('fields that no form of ours has are refused and named, and so are fields that come twice', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const visitor = await world.visitorAs(maria);
  const fields = {
    ...hiddenFields(await (await visitor.get(form)).text(), form),
    subject: 'S',
    message: 'Kept',
  };
  const response = await visitor.post(form, { ...fields, priority: 'urgent', '<b>inbox': '1' });
  expect(response.status).toBe(400);
  const html = await response.text();
  expect(html).toContain('fields we do not know (priority, &lt;b&gt;inbox)');
  expect(textBox(html, 'message')).toBe('Kept');

  const twice = new URLSearchParams(fields);
  twice.append('message', 'another');
  expect((await visitor.post(form, twice)).status).toBe(400);
  expect((await (await world.as(maria)).portal.tickets.query({})).items).toEqual([]);
});

test('a form without its id is shown again with the text, and can then be sent', async () => {
  await using world = await createPortalWorld();
  const visitor = await world.visitorAs(await world.contact());
  const fields = hiddenFields(await (await visitor.get(form)).text(), form);
  for (const requestId of ['', 'short', '../../etc/passwd']) {
    const response = await visitor.post(form, { ...fields, requestId, subject: 'S', message: 'Kept' });
    expect(response.status).toBe(400);
    const again = await response.text();
    expect(textBox(again, 'message')).toBe('Kept');
    expect((await visitor.submitFrom(again, form, { subject: 'S', message: 'Kept' })).status).toBe(303);
  }
});
