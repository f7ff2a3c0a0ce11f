/** Addresses in text from outside: found as they are written, told by where they lead. */
import { expect, test } from 'vitest';
import { linkedRows } from '../views/linked-text.ts';
import { opensLinks } from './opens-links.ts';
import { webAddresses } from './web-addresses.ts';
import { wrap } from './wrap.ts';

const found = (text: string) => webAddresses(text).map(({ start, end }) => text.slice(start, end));
const hosts = (text: string) =>
  webAddresses(text).map(({ url, isMisleading }) => `${url.host}${isMisleading ? ' !' : ''}`);

test('an address ends where its sentence ends', () => {
  expect(found('See https://a.example/x, or (http://b.example/y).')).toEqual([
    'https://a.example/x',
    'http://b.example/y',
  ]);
  expect(found('https://a.example/Foo_(bar) and (https://a.example/Foo_(bar))')).toEqual([
    'https://a.example/Foo_(bar)',
    'https://a.example/Foo_(bar)',
  ]);
  expect(found('http://evil.example␛]8;;http://b.example/␇')).toEqual([
    'http://evil.example',
    'http://b.example/',
  ]);
  expect(found('https:// http://[ javascript:alert(1) ftp://a.example')).toEqual([]);
});

test('an address that looks like another one is told by its true host', () => {
  expect(hosts('https://A.example:443/x http://a.example:8080/')).toEqual(['a.example', 'a.example:8080']);
  expect(hosts('https://аpple.com/ https://paypal.com@evil.example/ https://0x7f.1/')).toEqual([
    'xn--pple-43d.com !',
    'evil.example !',
    '127.0.0.1 !',
  ]);
  expect(hosts('https://a.example\\@evil.example/')).toEqual(['a.example']);
});

test('rows say the true host behind such an address, and the link covers the address alone', () => {
  const [first = []] = linkedRows('Go to https://paypal.com@evil.example/in now', 100);
  expect(first.map(({ text, link }) => [text, link])).toEqual([
    ['Go to ', undefined],
    ['https://paypal.com@evil.example/in', 'https://paypal.com@evil.example/in'],
    [' (leads to evil.example) now', undefined],
  ]);
});

test('the rows of a text are the same with links and without', () => {
  const text = 'One 日本 https://a.example/山/x?y=1 and\nhttps://b.example/ e\u0301 end';
  for (const width of [1, 2, 5, 9, 17, 40]) {
    const rows = linkedRows(text, width).map((spans) => spans.map((each) => each.text).join(''));
    expect(rows).toEqual(wrap(text, width));
    const links = linkedRows(text, width)
      .flat()
      .filter(({ link }) => link?.startsWith('https://a.'));
    expect(links.map((each) => each.text).join('')).toContain('a.example');
  }
});

test('terminals that would print a link, or fall over it, get none', () => {
  expect(opensLinks({ TERM: 'xterm-256color' })).toBe(true);
  expect(opensLinks({ TERM: 'tmux-256color', VTE_VERSION: '6003' })).toBe(true);
  for (const env of [
    {},
    { TERM: 'dumb' },
    { TERM: 'linux' },
    { TERM: 'vt220' },
    { TERM: 'xterm', VTE_VERSION: '5000' },
  ])
    expect(opensLinks(env)).toBe(false);
});
