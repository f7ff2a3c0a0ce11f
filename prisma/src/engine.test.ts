/** Tests of how a database address is read. */
import { expect, test } from 'vitest';
import { engineOf, sqliteFile } from './engine.ts';

test('file: addresses mean SQLite, postgres: and postgresql: ones mean PostgreSQL', () => {
  expect(engineOf('file:/var/lib/postern/postern.db')).toBe('sqlite');
  expect(engineOf('file:postern.db')).toBe('sqlite');
  expect(engineOf('postgresql://desk@db.example/postern')).toBe('postgresql');
  expect(engineOf('postgres://desk@db.example/postern')).toBe('postgresql');
});

test.each(['', 'postern.db', 'mysql://db.example/postern', 'postgresql:db', 'file:', 'file:  '])(
  '"%s" is refused with a sentence that says what to write',
  (url) => {
    expect(() => engineOf(url)).toThrow(
      'DATABASE_URL must be "file:" and a path (SQLite), or begin with "postgresql://".',
    );
  },
);

test('the path of a file: address is taken as it stands, with or without the three slashes', () => {
  expect(sqliteFile('file:/data/desk.db')).toBe('/data/desk.db');
  expect(sqliteFile('file:///data/desk.db')).toBe('/data/desk.db');
  expect(sqliteFile('file:./data/desk.db')).toBe('./data/desk.db');
  expect(sqliteFile('file:/my desk/100%20 über?x=1.db')).toBe('/my desk/100%20 über?x=1.db');
});
