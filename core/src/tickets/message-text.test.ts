/** What is stored of what people write: never nothing, and never nothing to see. */
import { expect, test } from 'vitest';
import { createWorld, refusalOf } from '../testing/index.ts';
import { messageText, subjectText } from './message-text.ts';

const blanks = [
  '',
  ' \n\t',
  '\u200b\u200d',
  '\u00ad\u2060',
  '\u3164',
  '\u2800',
  '\u202e \u2069',
  '\u{e0041}',
  '\0\u0007',
];

test.each(blanks)('%j is an empty message, and an empty subject', (blank) => {
  expect(() => messageText(blank)).toThrow(expect.objectContaining({ code: 'MESSAGE_EMPTY' }));
  expect(() => subjectText(blank)).toThrow(expect.objectContaining({ code: 'SUBJECT_EMPTY' }));
});

test.each(['.', '0', '👩‍🚀', '\u200bHello', 'מה', '़', '⠁'])(
  '%j is something to read, and kept as it is',
  (text) => {
    expect(messageText(text)).toBe(text);
    expect(subjectText(text)).toBe(text);
  },
);

test('a customer files nothing that nobody could see', async () => {
  await using world = await createWorld();
  const maria = await world.as(await world.contact({ email: 'maria@acme.example' }));
  const filing = { subject: '\u200b', body: 'Hello', requestId: 'a-request-of-maria' };
  expect(await refusalOf(maria.portal.fileTicket.mutate(filing))).toMatchObject({ code: 'SUBJECT_EMPTY' });
  expect(await world.core.db.read.ticket.count()).toBe(0);
});
