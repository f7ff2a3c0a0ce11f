/** The team's texts: kept by name, refused with an unknown variable, filled in without filling in twice. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Failure, failureOf } from '../client.ts';
import { createWorld } from '../testing/index.ts';
import { expandSnippet, type SnippetValues, snippetVariables } from './expand-snippet.ts';

const values: SnippetValues = {
  requester: { name: 'Maria López', email: 'maria@acme.example' },
  organization: 'Acme',
  agent: { name: 'Ada Okafor' },
  number: 1042,
  subject: 'Cannot sign in',
};

test('a snippet is made, changed, renamed and deleted; each is an event, and names are one word in lower case', async () => {
  await using world = await createWorld();
  const agent = await world.as(await world.agent());
  const { snippets } = agent;
  await snippets.create.mutate({ name: ' Hello ', body: 'Hello {{requester.first-name}},' });
  expect(await snippets.create.mutate({ name: 'hello', body: 'x' }).catch(failureOf)).toMatchObject({
    code: 'NAME_TAKEN',
  });
  await snippets.edit.mutate({ snippet: 'hello', body: 'Hi {{ requester.name }},' });
  await snippets.edit.mutate({ snippet: 'hello', name: 'hi' });
  await snippets.edit.mutate({ snippet: 'hi' });
  expect((await snippets.list.query()).items).toMatchObject([
    { name: 'hi', body: 'Hi {{ requester.name }},' },
  ]);
  await snippets.delete.mutate({ snippet: 'hi' });
  expect(await snippets.edit.mutate({ snippet: 'hi' }).catch(failureOf)).toMatchObject({
    code: 'SNIPPET_NOT_FOUND',
  });
  const events = await world.core.db.read.auditEvent.findMany({
    where: { action: { startsWith: 'snippet.' } },
  });
  expect(events.map(({ action }) => action)).toEqual([
    ...['snippet.created', 'snippet.edited', 'snippet.edited', 'snippet.deleted'],
  ]);
});

test('a variable that does not exist is refused by name, with the nearest one', async () => {
  await using world = await createWorld();
  const agent = await world.as(await world.agent());
  const refusal = await agent.snippets.create
    .mutate({ name: 'x', body: 'Hi {{requester.nme}}' })
    .catch(failureOf);
  expect(refusal).toMatchObject({ code: 'BAD_INPUT' });
  expect((refusal as Failure).message).toContain(
    'There is no variable {{requester.nme}}. Did you mean {{requester.name}}?',
  );
});

test('every variable is filled in; what is not there is empty, and a value is never filled in again', () => {
  const all = Object.keys(snippetVariables).map((name) => `{{${name}}}`);
  expect(expandSnippet(all.join('|'), values)).toBe(
    'Maria López|Maria|maria@acme.example|Acme|Ada Okafor|Ada|1042|Cannot sign in',
  );
  expect(
    expandSnippet('{{requester.name}}{{organization}}', { ...values, requester: null, organization: null }),
  ).toBe('');
  expect(expandSnippet('{{ticket.subject}}', { ...values, subject: '{{agent.name}}' })).toBe(
    '{{agent.name}}',
  );
  expect(expandSnippet('{{constructor}} {{toString}}', values)).toBe('{{constructor}} {{toString}}');
});

test('text without variables stays as it is', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!text.includes('{{'));
      expect(expandSnippet(text, values)).toBe(text);
    }),
  );
});
