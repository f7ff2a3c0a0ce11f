/** Every language says everything that English says, in its own plural forms. */
import { describe, expect, test } from 'vitest';
import { en } from './en.ts';
import { plural } from './plural.ts';
import { catalogues, languageCodes, textsFor } from './texts.ts';

test('a language nobody has written yet is English; a region is its language', () => {
  expect(textsFor('pt-BR').language).toBe('en');
  expect(textsFor('en-US').language).toBe('en');
  expect(textsFor('IT').language).toBe('it');
  expect(textsFor('de-AT').language).toBe('de');
});

test("plurals follow the language's own rules", () => {
  const files = { one: 'plik', few: 'pliki', other: 'plików' };
  expect([1, 2, 5, 22].map((count) => plural('pl', count, files))).toEqual([
    'plik',
    'pliki',
    'plików',
    'pliki',
  ]);
  expect(en.ticket.earlier(1)).toBe('Show 1 earlier message');
  expect(en.ticket.earlier(1_200)).toBe('Show 1,200 earlier messages');
});

/** Every text by its place; functions stand for themselves. */
function leaves(value: unknown, path: string): [path: string, leaf: unknown][] {
  if (value === null || typeof value !== 'object') return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
}

/** The same in every language: marks, units and names of products. */
const same =
  /^(direction|stages\..*|.*channels\.(email|slack|messenger|api|chat|portal)|ticket\.outcome\.added|list\.(count|scopes|columns\.status|statusLabel)|kb\.(code|table)|signIn\.(email|password)|portalLinks|status\.open|entry\.register\.title|newTicket\.(no|message)|ticket\.(replyLabel|messages)|preview\.(choose|label))$/;

const facts = {
  name: 'log.txt',
  portal: 'Acme',
  link: 'https://x.example',
  signIn: 'A',
  forgot: 'B',
  minutes: 7,
};

/** What functions among the texts take, the commonest first. */
const argumentsOfTexts: unknown[][] = [
  ['word', 'closed'],
  ['word', 'value', ['one', 'two']],
  ['word', ['one', 'two']],
  [['one', 'two']],
  [7, 10],
  [facts],
];

/** Says a text as it is, or with the first arguments that English takes without a gap. */
function say(text: unknown, english: unknown): string {
  if (typeof english !== 'function' || typeof text !== 'function') return String(text);
  const fitting = argumentsOfTexts.find((given) => {
    try {
      return isWhole(english(...given));
    } catch {
      return false;
    }
  });
  return text(...(fitting ?? []));
}

const isWhole = (said: unknown) => typeof said === 'string' && !/undefined|NaN|\[object|\$\{/.test(said);

describe.each(languageCodes.filter((code) => code !== 'en'))('%s', (code) => {
  const own = new Map(leaves(catalogues[code], ''));

  test('says everything that English says, and nothing besides', () => {
    expect([...own.keys()].sort()).toEqual(
      leaves(en, '')
        .map(([path]) => path)
        .sort(),
    );
  });

  test('says it in its own words', () => {
    const left = leaves(en, '')
      .filter(([path, text]) => typeof text === 'string' && text !== '' && !same.test(path))
      .filter(([path, text]) => own.get(path) === text)
      .map(([path]) => path);
    expect(left).toEqual([]);
  });

  test('every text can be said, without a gap, and keeps its placeholders', () => {
    for (const [path, text] of leaves(en, '')) {
      const said = say(own.get(path), text);
      expect(isWhole(said), `${path}: ${said}`).toBe(true);
      const placeholders = (each: string) => [...new Set(each.match(/\{[a-z]+\}/g) ?? [])].sort();
      expect(placeholders(said), path).toEqual(placeholders(say(text, text)));
      if (typeof text === 'string' && text !== '') expect(said.trim(), path).not.toBe('');
    }
  });

  test('counts in the plural forms that the language has', () => {
    const { ticket, files, kb, entry } = catalogues[code];
    for (const count of [0, 1, 2, 5, 21, 1_000_000]) {
      for (const said of [
        ticket.earlier(count),
        files.help(count, 10),
        kb.found(count),
        entry.tooMany(count),
      ])
        expect(said).not.toMatch(/undefined/);
    }
    expect(ticket.earlier(1)).not.toBe(ticket.earlier(2).replace('2', '1'));
  });
});

test('a plural of a language that counts in millions has a form for them', () => {
  for (const code of languageCodes) {
    const categories = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
    if (categories.includes('many')) {
      const { ticket } = catalogues[code];
      expect(ticket.earlier(1_000_000)).not.toBe(
        ticket.earlier(5).replace(
          '5',
          ticket
            .earlier(1_000_000)
            .match(/[\d.\s\u202f]+/)?.[0]
            .trim() ?? '',
        ),
      );
    }
  }
});
