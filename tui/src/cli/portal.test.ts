/** `postern portal …`: the settings of the portal from the command line. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { pictures } from '@postern/core/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './testing/desk.ts';
import { verbs } from './verbs.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());
beforeEach(() =>
  desk.world.inTransaction(async ({ tx }) => {
    await tx.portal.updateMany({
      data: { title: 'Acme Support', slug: 'support', enabled: true, revision: 0 },
    });
    await tx.domain.updateMany({ data: { language: 'en' } });
    await tx.formerSlug.deleteMany();
  }),
);

const portal = (...argv: string[]) => desk.postern(['portal', ...argv]);
const jsonOf = (text: string) => JSON.parse(text) as Record<string, unknown>;
const atTerminal = async (...argv: string[]) => {
  const outcome = await desk.postern(['portal', ...argv], { isTerminal: true, columns: 100 });
  return { ...outcome, stdout: stripVTControlCharacters(outcome.stdout) };
};

describe('S6: an agent without "portal.settings"', () => {
  const writes: Record<string, string[]> = {
    'portal set': ['title=Help'],
    'portal on': [],
    'portal off': [],
    'portal filter': ['is:open'],
    'portal brand set': ['color=#7a3b69'],
    'portal brand clear': ['color'],
    'portal domain connect': ['127.0.0.1:4000'],
    'portal domain verify': [],
    'portal domain set': ['language=it'],
    'portal form': ['Support'],
  };
  const reads = ['portal status', 'portal get', 'portal open', 'portal domain show', 'portal brand show'];
  const ofOthers = [
    'portal consent',
    'portal kb',
    'portal preview',
    'portal pull',
    'portal plan',
    'portal test',
    'portal apply',
  ];

  test('every verb of the portal’s settings is in this table', () => {
    const known = [...Object.keys(writes), ...reads];
    const all = verbs.map(({ name }) => name).filter((name) => name.startsWith('portal '));
    const others = all.filter((name) => ofOthers.some((noun) => name.startsWith(noun)));
    expect(all.filter((name) => !others.includes(name)).sort()).toEqual(known.sort());
  });

  test('is refused every write with exit 6, and may read', async () => {
    const bo = await desk.world.agent({ permissions: ['tickets.read', 'tickets.write', 'agents.manage'] });
    const env = { POSTERN_TOKEN: await desk.world.tokenOf(bo) };
    const before = (await portal('get', '--json')).stdout;
    for (const [verb, words] of Object.entries(writes)) {
      const { exit, stderr } = await desk.postern([...verb.split(' '), ...words], { env });
      expect({ verb, exit }).toEqual({ verb, exit: 6 });
      expect(stderr).toContain('"portal.settings"');
    }
    expect((await portal('get', '--json')).stdout).toBe(before);
    for (const verb of reads) expect((await desk.postern(verb.split(' '), { env })).exit, verb).toBe(0);
  });
});

describe('status, on and off', () => {
  test('S7: the checklist for people, pipes and programs', async () => {
    const table = await atTerminal('status');
    expect(table.stdout).toMatch(/^Acme Support is on: http:\/\/127\.0\.0\.1:4000\/support\n/);
    expect(table.stdout).toMatch(/^ {2}done {5}Domain {8}127\.0\.0\.1:4000, language en\.$/m);
    expect(table.stdout).toContain('postern portal preview --as EMAIL');
    expect((await portal('status')).stdout).toMatch(/^domain\tdone\t127\.0\.0\.1:4000, language en\.\t$/m);
    const { items, ...head } = jsonOf((await portal('status', '--json')).stdout);
    expect(head).toEqual({
      title: 'Acme Support',
      address: 'http://127.0.0.1:4000/support',
      isOn: true,
      isReady: true,
      revision: 0,
    });
    expect((items as { key: string }[]).map(({ key }) => key)).toEqual([
      'domain',
      'sign-in',
      'audience',
      'consent',
      'brand',
      'form',
      'filter',
      'mail',
      'preview',
      'switch',
    ]);
  });

  test('S7, S13, S57: off and on, and what is missing with its command', async () => {
    expect(await portal('off')).toMatchObject({ exit: 0, stdout: 'false\n' });
    await desk.world.inTransaction(({ tx }) => tx.domain.updateMany({ data: { consentReviewedAt: null } }));
    const refused = await portal('on');
    expect(refused).toMatchObject({ exit: 1, stdout: '' });
    expect(refused.stderr).toContain('cannot be switched on yet');
    expect(refused.stderr).toContain('Consent: postern portal consent set');
    await desk.world.inTransaction(({ tx, now }) =>
      tx.domain.updateMany({ data: { consentReviewedAt: now } }),
    );
    const on = await portal('on', '--json');
    expect(on).toEqual({ exit: 0, stderr: '', stdout: expect.any(String) });
    expect(jsonOf(on.stdout)).toEqual({ isOn: true, revision: 2, invited: 0 });
  });
});

describe('get and set', () => {
  test('S9, S10: one value alone on stdout, all of them in columns, and as JSON', async () => {
    expect(await portal('get', 'title')).toEqual({ exit: 0, stdout: 'Acme Support\n', stderr: '' });
    expect((await portal('get')).stdout).toContain('slug\tsupport\n');
    expect(jsonOf((await portal('get', 'lists', '--json')).stdout)).toMatchObject({
      value: [],
      shown: 'none',
    });
    expect(jsonOf((await portal('get', '--json')).stdout)).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ key: 'title', value: 'Acme Support' })]),
      nextCursor: null,
    });
    expect((await atTerminal('get')).stdout).toMatch(/^title +Acme Support +1 to 60 characters/m);
    expect(await portal('get', 'titel')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('Did you mean "title"?'),
    });
  });

  test('several settings are set at once, or none of them', async () => {
    const set = await portal('set', 'title=Help', 'domain.language=it');
    expect(set).toEqual({
      exit: 0,
      stdout: 'title\tAcme Support\tHelp\ndomain.language\ten\tit\n',
      stderr: '',
    });
    const failed = await portal('set', 'title=Desk', 'slug=Odd', 'domain.language=xx');
    expect(failed).toMatchObject({ exit: 2, stdout: '' });
    expect(failed.stderr).toContain('"slug" must be in lower case.');
    const odd = await portal('set', 'slug=hilfe für/dich');
    expect(odd.stderr).toContain('"slug" can hold only a-z, 0-9 and "-", not a space, "ü" or "/".\n');
    expect(failed.stderr).toContain('"domain.language" must be one of en, it, nl, de, fr, es.');
    expect((await portal('get', 'title')).stdout).toBe('Help\n');
    expect((await portal('set', 'title=Help')).stderr).toContain('was so already');
  });

  test('a value may come from a file, and what is no setting is told before the desk is asked', async () => {
    const file = join(desk.home, 'invitation.txt');
    writeFileSync(file, 'Welcome.\n\n{link}\n');
    expect((await portal('set', `invitation.body=@${file}`)).exit).toBe(0);
    expect((await portal('get', 'invitation.body')).stdout).toBe('Welcome.\n\n{link}\n');
    expect((await portal('set', 'title=@@home')).exit).toBe(0);
    expect((await portal('get', 'title')).stdout).toBe('@home\n');
    for (const [words, told] of [
      [['title'], 'is not key=value'],
      [['=x'], 'is not key=value'],
      [['title=a', 'title=b'], 'given twice'],
      [['title=@/nowhere/at/all'], 'there is no such file'],
      [['title=x', '--if-revision', 'x'], '--if-revision takes a whole number'],
    ] as const) {
      const { exit, stderr } = await portal('set', ...words);
      expect({ words, exit }).toEqual({ words, exit: 2 });
      expect(stderr).toContain(told);
    }
  });

  test('two administrators: the second is told what the first changed, with exit 7', async () => {
    const { revision } = jsonOf((await portal('set', 'title=One', '--json')).stdout);
    await portal('set', 'title=Two');
    const late = await portal('set', 'title=Three', '--if-revision', String(revision));
    expect(late).toMatchObject({ exit: 7, stdout: '' });
    expect(late.stderr).toContain('changed since you looked: title, by Ada Okafor.');
    expect((await portal('set', 'title=Three', '--if-revision', '2')).exit).toBe(0);
  });
});

test('S36: the filter is shown, tells its effect when it is set, and is refused with the valid names', async () => {
  await desk.world.ticket({ from: desk.maria });
  await desk.world.ticket({ from: desk.maria, inboxId: desk.world.internalInboxId });
  expect(await portal('filter')).toEqual({
    exit: 0,
    stdout: 'pipeline:Support\t1\n',
    stderr: '1 ticket matches.\n',
  });
  const set = await portal('filter', '-pipeline:Support', '--json');
  expect(jsonOf(set.stdout)).toEqual({
    query: '-pipeline:Support',
    matches: 1,
    before: { query: 'pipeline:Support', matches: 1 },
    revision: 1,
  });
  const told = await atTerminal('filter', 'pipeline:Support', 'is:closed');
  expect(told.stderr).toBe(
    'The portal shows: pipeline:Support is:closed\n0 tickets match now, 1 before.\nWarning: Customers will not see what they file with "Support": the portal\'s filter (pipeline:Support is:closed) hides it.\nNo customer sees any ticket with this filter.\n',
  );
  const refused = await portal('filter', 'pipeline:Sales');
  expect(refused).toMatchObject({ exit: 2, stderr: expect.stringContaining('Valid are Internal, Support.') });
  expect((await portal('filter', 'pipeline:Support')).exit).toBe(0);
});

test('S40: an empty filter, which shows internal tickets too, is set once it is meant', async () => {
  const ways = [
    ['filter', ''],
    ['filter', '()'],
    ['set', 'filter=', 'title=Help'],
  ];
  for (const way of ways) {
    expect(await portal(...way), way.join(' ')).toMatchObject({
      exit: 2,
      stdout: '',
      stderr: expect.stringContaining('To answer yes: add --yes'),
    });
    const no = await desk.postern(['portal', ...way], { isTerminal: true, answers: ['n'] });
    expect(no.exit).toBe(3);
    expect(no.stderr).toContain('An empty filter shows customers their tickets of every pipeline:');
    expect((await portal('get', 'filter')).stdout).toBe('pipeline:Support\n');
  }
  expect((await portal('filter', '', '--yes')).exit).toBe(0);
  // Nothing opens any more.
  for (const way of ways) expect((await portal(...way)).exit).toBe(0);
  expect((await portal('set', 'filter=pipeline:Support', 'title=Support')).exit).toBe(0);
});

test('S59: open prints the address alone, and opens a browser for whoever sits at a terminal', async () => {
  expect(await portal('open')).toEqual({
    exit: 0,
    stdout: 'http://127.0.0.1:4000/support\n',
    stderr: '',
  });
  const browsed: string[] = [];
  await desk.postern(['portal', 'open', '--browser'], { isTerminal: true, browsed });
  expect(browsed).toEqual(['http://127.0.0.1:4000/support']);
  expect((await portal('open', '--browser')).exit).toBe(2);
});

test('S13, S14, S15: the domain is shown, connected in a language, and refused with what to type next', async () => {
  expect((await portal('domain', 'show')).stdout).toBe('127.0.0.1:4000\ten\ttrue\tfalse\n');
  expect((await atTerminal('domain', 'show')).stdout).toContain('127.0.0.1:4000 (verified)\n  Language');
  await desk.world.inTransaction((work) => work.tx.portal.updateMany({ data: { domainId: null } }));
  expect(await portal('domain', 'show')).toMatchObject({
    exit: 1,
    stderr: expect.stringContaining('postern portal domain connect 127.0.0.1:4000'),
  });
  const foreign = await portal('domain', 'connect', 'support.acme.example');
  expect(foreign).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining('POSTERN_PUBLIC_URL=https://support.acme.example'),
  });
  const connected = await portal('domain', 'connect', '127.0.0.1:4000', '--language', 'it', '--json');
  expect(jsonOf(connected.stdout)).toMatchObject({
    host: '127.0.0.1:4000',
    language: 'it',
    isVerified: true,
  });
  expect((await portal('domain', 'set', 'language=fr', 'self-registration=yes')).exit).toBe(0);
  expect((await portal('get', 'domain.language')).stdout).toBe('fr\n');
  expect((await portal('domain', 'verify')).stderr).toContain('is verified');

  const { config } = desk.world.core;
  const { publicUrl } = config;
  Object.assign(config, { publicUrl: 'http://localhost:4700' });
  const moved = await portal('domain', 'verify');
  Object.assign(config, { publicUrl });
  expect(moved).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining('Set POSTERN_PUBLIC_URL=http://127.0.0.1:4000 and'),
  });
});

describe('brand', () => {
  test('S8, S44: colour and pictures are set at once or not at all, shown with their sizes, and cleared', async () => {
    const logo = join(desk.home, 'logo.png');
    const drawing = join(desk.home, 'logo.svg');
    writeFileSync(logo, pictures.png.bytes);
    writeFileSync(drawing, '<svg onload="alert(1)"/>');
    const failed = await portal('brand', 'set', 'color=#ffd400', `logo=@${drawing}`);
    expect(failed).toMatchObject({ exit: 2, stdout: '' });
    expect(failed.stderr).toContain('nearest shade that passes is #');
    expect(failed.stderr).toContain('cannot be an SVG');
    const set = await portal('brand', 'set', 'color=#7a3b69', `logo=@${logo}`, 'powered-by=no');
    expect(set).toMatchObject({ exit: 0, stderr: '' });
    expect(set.stdout).toContain('brand.logo\tnone\tPNG, 40 × 24, 0.1 KB\n');
    expect(jsonOf((await portal('brand', 'show', '--json')).stdout)).toEqual({
      color: '#7a3b69',
      logo: {
        type: 'png',
        width: 40,
        height: 24,
        bytes: pictures.png.bytes.length,
        sha256: expect.any(String),
      },
      favicon: null,
      poweredBy: false,
    });
    expect((await portal('brand', 'show')).stdout).toBe('#7a3b69\tPNG, 40 × 24, 0.1 KB\t\tfalse\n');
    expect((await atTerminal('brand', 'show')).stdout).toContain('Favicon      the usual one');
    expect((await portal('brand', 'clear', 'logo')).exit).toBe(0);
    expect((await portal('brand', 'clear', 'powered-by')).exit).toBe(2);
    expect((await portal('brand', 'set', 'logo=logo.png')).stderr).toContain('logo=@FILE');
    expect((await portal('brand', 'set', 'colour=#123456')).stderr).toContain('It has color, logo');
    await portal('brand', 'clear', 'color');
    expect(jsonOf((await portal('brand', 'show', '--json')).stdout)).toMatchObject({
      color: null,
      logo: null,
    });
  });
});
