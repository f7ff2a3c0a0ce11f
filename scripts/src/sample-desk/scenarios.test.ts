/** The texts of the sample desk: enough of them, in many languages, none twice, all fit to be stored. */
import { expect, test } from 'vitest';
import { internalScenarios } from './internal-scenarios.ts';
import { mariasTicket } from './marias-ticket.ts';
import { sampleIndividuals, sampleOrganizations } from './people.ts';
import { scenarios } from './scenarios.ts';

const all = [...scenarios, ...internalScenarios];
const people = [
  ...sampleOrganizations.flatMap((organization) =>
    organization.people.map((person) => ({ ...person, domain: organization.domain })),
  ),
  ...sampleIndividuals,
];

test('there are enough threads that no customer files another one’s ticket a second time', () => {
  expect(scenarios.length).toBeGreaterThanOrEqual(141);
  expect(internalScenarios.length).toBeGreaterThanOrEqual(12);
});

test('no two subjects are the same, and none is that of the README’s ticket', () => {
  const subjects = [...all, mariasTicket].map(({ subject }) => subject.toLowerCase());
  expect(subjects.filter((subject, index) => subjects.indexOf(subject) !== index)).toEqual([]);
});

test('subjects are between 10 and 70 characters, texts are not empty and fit into a message', () => {
  for (const { subject, says, steps } of all) {
    expect(subject.length, subject).toBeGreaterThanOrEqual(10);
    expect(subject.length, subject).toBeLessThanOrEqual(70);
    expect(subject.trim()).toBe(subject);
    expect(steps.length, subject).toBeLessThanOrEqual(5);
    for (const text of [says, ...steps.map((step) => step.text)]) {
      expect(text.trim(), subject).not.toBe('');
      expect(text.length, subject).toBeLessThan(10_000);
    }
  }
});

test('about half are English, the others in at least twenty further languages, each spoken by somebody', () => {
  const locales = new Set(scenarios.map(({ locale }) => locale));
  const english = scenarios.filter(({ locale }) => locale === 'en').length / scenarios.length;
  expect(locales.size).toBeGreaterThanOrEqual(21);
  expect(english).toBeGreaterThan(0.4);
  expect(english).toBeLessThan(0.6);
  const spoken = new Set(people.map(({ locale }) => locale));
  expect([...locales].filter((locale) => !spoken.has(locale))).toEqual([]);
});

test('a writer who is named lives on the desk and writes in a language of theirs', () => {
  const localeOf = new Map(people.map(({ mailbox, domain, locale }) => [`${mailbox}@${domain}`, locale]));
  for (const { from, locale } of scenarios.filter((scenario) => scenario.from)) {
    expect(localeOf.get(from ?? ''), from).toBe(locale);
  }
  const unknown = internalScenarios.flatMap(({ from }) => (from && !localeOf.has(from) ? [from] : []));
  expect(unknown).toEqual([]);
});

test('a third is still open, some of it waiting on the customer and some on the desk', () => {
  const open = scenarios.filter(({ ends }) => ends === 'open');
  expect(open.length / scenarios.length).toBeGreaterThan(0.25);
  expect(open.length / scenarios.length).toBeLessThan(0.42);
  const last = open.map(({ steps }) => steps.filter(({ who }) => who !== 'note').at(-1)?.who ?? 'customer');
  expect(last.filter((who) => who === 'agent').length).toBeGreaterThan(5);
  expect(last.filter((who) => who === 'customer').length).toBeGreaterThan(5);
});

test('only example domains are named', () => {
  const texts = all.flatMap(({ subject, says, steps }) => [subject, says, ...steps.map(({ text }) => text)]);
  const hosts = texts.flatMap((text) => text.match(/(?<=@|https?:\/\/)[\w-]+(\.[\w-]+)+/g) ?? []);
  expect(hosts.length).toBeGreaterThan(0);
  expect(hosts.filter((host) => !host.endsWith('.example'))).toEqual([]);
});
