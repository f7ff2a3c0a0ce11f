/** The notice that customers accept, as settings of the portal. */
import { expect, test } from 'vitest';
import { failureOf } from '../client.ts';
import { createWorld, outcomeOf } from '../testing/index.ts';

const wordsOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'It was taken.',
    (error: unknown) => failureOf(error).message,
  );

test('S30, S31: the notice that customers accept is two settings, and whoever accepted another wording is asked anew', async () => {
  await using world = await createWorld();
  const { portalSettings, consent } = await world.as(await world.agent());
  const maria = await world.as(await world.contact());
  const set = (settings: Record<string, string | null>) => portalSettings.set.mutate({ settings });
  const code = () => outcomeOf(maria.portal.tickets.query({})).then((outcome) => outcome.code);

  expect(await wordsOf(set({ 'consent.label': 'I agree.' }))).toContain('needs a text');
  await set({ 'consent.text': 'Read [this](https://acme.example/privacy).' });
  expect(await consent.show.query({})).toMatchObject({
    text: 'Read [this](https://acme.example/privacy).',
    label: 'I have read this and agree.',
  });
  expect(await code()).toBe('CONSENT_NEEDED');
  await maria.portal.acceptNotice.mutate({ wording: (await maria.portal.notice.query())?.hash ?? '' });
  expect(await code()).toBe('ok');

  await set({ 'consent.label': 'Yes, I do.' });
  expect(await code()).toBe('CONSENT_NEEDED');
  expect(await consent.show.query({})).toMatchObject({ label: 'Yes, I do.' });
  await set({ 'consent.label': null });
  expect(await consent.show.query({})).toMatchObject({ label: 'I have read this and agree.' });

  await set({ 'consent.text': 'none' });
  expect(await consent.show.query({})).toMatchObject({ text: null, label: null });
  expect(await code()).toBe('ok');
  await world.inTransaction(({ tx }) => tx.portal.updateMany({ data: { domainId: null } }));
  expect(await wordsOf(set({ 'consent.text': 'Read this.' }))).toContain('needs a domain');
});
