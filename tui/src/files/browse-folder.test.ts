/** Paths as they are typed. */
import { describe, expect, test } from 'vitest';
import { commonStart, entriesFor, type FolderEntry, readPath, shownPath } from './browse-folder.ts';

const place = { home: '/home/ada', folder: '/srv/desk' };

describe('a path', () => {
  test.each([
    ['', '/srv/desk', ''],
    ['fix', '/srv/desk', 'fix'],
    ['docs/fix', '/srv/desk/docs', 'fix'],
    ['../x', '/srv', 'x'],
    ['~', '/home/ada', ''],
    ['~/', '/home/ada', ''],
    ['~/.', '/home/ada', '.'],
    ['~/..', '/home/ada', '..'],
    ['~/a b/..hid', '/home/ada/a b', '..hid'],
    ['~ada', '/srv/desk', '~ada'],
    ['/tmp', '/', 'tmp'],
    ['/tmp/', '/tmp', ''],
    ['~/docs//tmp/x', '/tmp', 'x'],
    ['/tmp/~/x', '/home/ada', 'x'],
  ])('%j is in %j, with %j behind it', (typed, folder, rest) => {
    expect(readPath(typed, place)).toEqual({ folder, rest });
  });

  test.each([
    ['/home/ada', true, '~/'],
    ['/home/ada/x.txt', false, '~/x.txt'],
    ['/home/adam/x', false, '/home/adam/x'],
    ['/', true, '/'],
  ])('%j is shown as people write it', (path, isFolder, shown) => {
    expect(shownPath(path, place.home, isFolder)).toBe(shown);
  });
});

test('what begins as it was typed comes first, hidden files for a dot alone, and Tab types what all share', () => {
  const entry = (name: string): FolderEntry => ({ name, isFolder: false, bytes: 1 });
  const entries = ['.env', 'a-report', 'report-1', 'report-2'].map(entry);
  const names = (rest: string) => entriesFor(entries, rest).map(({ name }) => name);
  expect(names('')).toEqual(['a-report', 'report-1', 'report-2']);
  expect(names('rep')).toEqual(['report-1', 'report-2', 'a-report']);
  expect(names('.')).toEqual(['.env']);
  expect(commonStart(entries, 'rep')).toBe('report-');
  expect(commonStart(entries, 'x')).toBe('x');
});
