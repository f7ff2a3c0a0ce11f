/** The portal in the language of its domain, on every page. */
import { catalogues, type Language, languageCodes } from '@postern/core/texts';
import { expect, test } from 'vitest';
import { createPortalWorld, type PortalWorld } from './portal-world.ts';

const setLanguage = (world: PortalWorld, language: string) =>
  world.inTransaction(({ tx }) => tx.domain.updateMany({ data: { language } }));

/** English sentences; short words may be the same elsewhere. */
function englishSentences(code: Language): string[] {
  const texts = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : value && typeof value === 'object'
        ? Object.values(value).flatMap(texts)
        : [];
  const others = new Set(texts(catalogues[code]));
  return texts({ ...catalogues.en, stages: {} }).filter((text) => text.length > 12 && !others.has(text));
}

/** Every kind of page, signed in and not. */
async function everyPage(world: PortalWorld): Promise<Record<string, string>> {
  const maria = await world.contact({ name: 'M. L.' });
  const { number } = await world.ticket({ from: maria, subject: 'X 1', says: 'X 2' });
  const visitor = await world.visitorAs(maria);
  const stranger = world.visitor();
  const pages: Record<string, string> = {};
  for (const path of ['', '?search=nothingatall', `/tickets/${number}`, '/tickets/new', '/tickets/4711'])
    pages[path] = await (await visitor.get(`/support${path}`)).text();
  for (const path of ['/sign-in', '/forgot', '/register', '/invite/made-up'])
    pages[path] = await (await stranger.get(`/support${path}`)).text();
  return pages;
}

test.each(languageCodes.filter((code) => code !== 'en'))(
  'S15: with the domain in %s every fixed text of every page is in that language',
  async (code) => {
    await using world = await createPortalWorld();
    await setLanguage(world, code);
    const english = englishSentences(code);
    expect(english.length).toBeGreaterThan(100);
    for (const [path, html] of Object.entries(await everyPage(world))) {
      expect(html, path).toContain(`<html lang="${code}"`);
      const text = html.replace(/<script[^>]*>|<[^>]+>/g, (tag) =>
        /placeholder|aria-label|title=/.test(tag) ? tag : '\n',
      );
      const left = english.filter((sentence) => text.includes(sentence));
      expect(left, path).toEqual([]);
    }
  },
);

test("S15: dates, counts and the stages' first words are those of the language", async () => {
  await using world = await createPortalWorld();
  await setLanguage(world, 'it');
  const maria = await world.contact();
  const ada = await world.agent({ name: 'Ada' });
  const { number } = await world.ticket({
    from: maria,
    at: new Date('2026-05-01T08:00:00Z'),
    turns: [{ from: ada, says: 'Ecco.', at: new Date('2026-05-02T08:00:00Z') }],
  });
  const visitor = await world.visitorAs(maria);
  const list = await (await visitor.get('/support')).text();
  expect(list).toContain('1 mag');
  expect(list).toContain('In attesa di una Sua risposta');
  expect(list).not.toContain('Waiting for you');
  expect(await (await visitor.get(`/support/tickets/${number}`)).text()).toContain('Ada ha risposto');
});

test("S16: changing the domain's language changes the next page, with nothing else to edit", async () => {
  await using world = await createPortalWorld();
  const page = async () => (await world.visitor().get('/support/sign-in')).text();
  expect(await page()).toContain('Sign in to see your tickets');
  await setLanguage(world, 'de');
  expect(await page()).toContain('Melden Sie sich an, um Ihre Tickets zu sehen');
  await setLanguage(world, 'fr');
  const html = await page();
  expect(html).toContain('Connectez-vous pour voir vos tickets');
  expect(html).toContain('<html lang="fr"');
});

test('S17: a portal speaks one language, whatever a browser asks for', async () => {
  await using world = await createPortalWorld();
  await setLanguage(world, 'es');
  const html = await (
    await world.visitor().get('/support/sign-in', { 'accept-language': 'de-DE,de;q=0.9,en;q=0.5' })
  ).text();
  expect(html).toContain('<html lang="es"');
  expect(html).toContain('Inicie sesión para ver sus tickets');
});
