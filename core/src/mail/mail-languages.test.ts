/** Mails in the language of the portal's domain. */
import { expect, test } from 'vitest';
import { mailPayload } from '../outbox/mail-payload.ts';
import { createWorld } from '../testing/index.ts';
import { renderMail } from './render-mail.ts';

test('S15: a mail is in the language of the domain, around what its author wrote', async () => {
  await using world = await createWorld();
  await world.inTransaction(({ tx }) => tx.domain.updateMany({ data: { language: 'nl' } }));
  const maria = await world.contact({ name: 'Maria' });
  const ada = await world.agent({ name: 'Ada Okafor' });
  await world.ticket({ from: maria, turns: [{ from: ada, says: 'Please try again.' }] });
  const mail = (await world.outbox()).find(({ kind }) => kind === 'EMAIL');
  const rendered = await renderMail(world.core, mailPayload.parse(mail?.payload));
  expect(rendered).toMatchObject({
    text: expect.stringMatching(
      /^Ada \(Acme Support\) heeft op uw ticket geantwoord:\n\nPlease try again\.\n\nLezen en antwoorden: http/,
    ),
  });
});
