/** `postern property`, `postern inbox` and `postern ticket set`. */
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;
let ticket: string;

beforeAll(async () => {
  desk = await openDesk();
  ticket = String((await desk.world.ticket({ from: desk.maria })).number);
});
afterAll(() => desk[Symbol.asyncDispose]());

const run = (line: string, around = {}) => {
  // Properties stand in the order in which they were made.
  desk.world.pass(1);
  return desk.postern(line.split(' '), around);
};
const jsonOf = async (line: string) => {
  const { exit, stdout, stderr } = await run(`${line} --json`);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  return JSON.parse(stdout) as Record<string, unknown>;
};

describe('property', () => {
  test('is created, listed, edited and deleted', async () => {
    const empty = await run('property list');
    expect(empty).toMatchObject({
      exit: 0,
      stdout: '',
      stderr: expect.stringContaining('property create KEY'),
    });
    const made = await run('property create plan --type select --options Basic,Pro --audience form');
    expect(made).toEqual({
      exit: 0,
      stdout: 'plan\tPlan\tselect\tform\t0\tBasic,Pro\n',
      stderr: 'Made the property "plan". Set it on a ticket: postern ticket set N plan=VALUE\n',
    });
    const unnamed = await run('property create seats-in_use --type number');
    expect(unnamed.stdout).toContain('seats-in_use\tSeats in use\tnumber');
    await run('property delete seats-in_use --yes');
    await run('property create seats --type number --label Seats');
    expect(await jsonOf('property list')).toEqual({
      items: [
        expect.objectContaining({ key: 'plan', options: ['Basic', 'Pro'], forms: [], tickets: 0 }),
        expect.objectContaining({ key: 'seats', label: 'Seats', type: 'number', audience: 'internal' }),
      ],
      nextCursor: null,
    });
    const shown = await run('property list', { isTerminal: true, env: { NO_COLOR: '1' } });
    expect(stripVTControlCharacters(shown.stdout)).toMatch(/^KEY +LABEL +TYPE +AUDIENCE +TICKETS +OPTIONS/);

    expect(await jsonOf('property edit plan --rename-option Pro=Gold --add-option Free')).toMatchObject({
      options: ['Basic', 'Gold', 'Free'],
    });
    expect(await run('property edit plan')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('nothing to change'),
    });
    expect(await run('property edit plan --rename-option Pro')).toMatchObject({ exit: 2 });
    expect(await run('property delete nothing')).toMatchObject({
      exit: 5,
      stderr: expect.stringContaining('postern property list'),
    });
    expect(await run('property create x')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('needs --type'),
    });
    expect(await run('property create plan --type text')).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining('postern property edit plan'),
    });
    expect(await run('property create x --type colour')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('text, number, date, yes-no, select, multi-select'),
    });
  });

  test('takes its values away only after a question', async () => {
    await run('property create gone --type text');
    await run(`ticket set ${ticket} gone=x`);
    expect(await run('property delete gone')).toMatchObject({ exit: 2, stdout: '' });
    const asked = await run('property delete gone', { isTerminal: true, answers: ['n'] });
    expect(asked).toMatchObject({ exit: 3, stderr: expect.stringContaining('1 ticket loses its value') });
    expect(await jsonOf('property delete gone --yes')).toEqual({ key: 'gone', tickets: 1 });
  });
});

describe('ticket set', () => {
  test('sets several, clears, takes several options, and the ticket shows them', async () => {
    await run('property create size --type number --label Size');
    await run('property create parts --type multi-select --options Web,App');
    const set = await jsonOf(`ticket set ${ticket} size=25 parts=app,web`);
    expect(set.properties).toEqual([
      { key: 'size', label: 'Size', value: 25 },
      { key: 'parts', label: 'Parts', value: ['Web', 'App'] },
    ]);
    const found = await run('ticket list property.size:>=20 -property.parts:none --fields number');
    expect(found).toMatchObject({ exit: 0, stdout: `${ticket}\n` });
    const shown = await run(`ticket view ${ticket}`, { isTerminal: true, env: { NO_COLOR: '1' } });
    const text = stripVTControlCharacters(shown.stdout);
    expect(text).toMatch(/^Size {6}25$/m);
    expect(text).toMatch(/^Parts {5}Web, App$/m);
    expect(text).toContain('Ada Okafor set size to 25, set parts to Web, App');

    const cleared = await run(`ticket set ${ticket} size= parts=`);
    expect(cleared).toMatchObject({
      exit: 0,
      stderr: expect.stringContaining(`Set size, parts on #${ticket}`),
    });
    expect((await jsonOf(`ticket view ${ticket}`)).properties).toEqual([]);
  });

  test('says what does not fit', async () => {
    expect(await run(`ticket set ${ticket}`)).toMatchObject({ exit: 2 });
    expect(await run(`ticket set ${ticket} size`)).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('Write it like: plan=Pro'),
    });
    expect(await run(`ticket set ${ticket} size=many`)).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('"size" takes a number such as 12'),
    });
    expect(await run(`ticket set ${ticket} sizes=1`)).toMatchObject({
      exit: 5,
      stderr: expect.stringContaining('There is no property "sizes".'),
    });
    expect(await run('ticket set 4711 size=1')).toMatchObject({ exit: 5 });
    expect(await run('ticket list property.size:many')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('is not a number'),
    });
  });
});

test('an inbox is created, listed and edited', async () => {
  const made = await run('inbox create Billing --pipeline Support --reopen-days 3 --confidential on');
  expect(made).toEqual({
    exit: 0,
    stdout: 'Billing\tSupport\ttrue\t3\ttrue\t\t\n',
    stderr: 'Made the inbox "Billing", which files into the pipeline "Support".\n',
  });
  const edited = await desk.postern([
    'inbox',
    'edit',
    'billing',
    '--promise',
    'We answer within a day.',
    '--json',
  ]);
  expect(JSON.parse(edited.stdout)).toMatchObject({ name: 'Billing', promise: 'We answer within a day.' });
  const { items } = (await jsonOf('inbox list')) as { items: { name: string }[] };
  expect(items.map(({ name }) => name)).toEqual(['Billing', 'Internal', 'Support']);
  const shown = await run('inbox list', { isTerminal: true, env: { NO_COLOR: '1' }, columns: 140 });
  expect(stripVTControlCharacters(shown.stdout)).toMatch(
    /^Billing +Support +yes +3d +yes +We answer within a day\./m,
  );
  expect(await run('inbox edit Billing')).toMatchObject({ exit: 2 });
  expect(await run('inbox edit Billing --confidential maybe')).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining('--confidential takes on or off'),
  });
  expect(await run('inbox edit Biling --rename X')).toMatchObject({
    exit: 5,
    stderr: expect.stringContaining('Did you mean "Billing"?'),
  });
  expect(await run('inbox create support')).toMatchObject({ exit: 1 });
});
