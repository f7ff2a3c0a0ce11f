/** `postern form` and `postern form field`. */
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openDesk();
  await run('property create plan --type select --options Basic,Pro --audience form --label Plan');
  await run('property create seats --type number --audience form');
});
afterAll(() => desk[Symbol.asyncDispose]());

const run = (line: string, around = {}) => desk.postern(line.split(' '), around);
const jsonOf = async (line: string) => {
  const { exit, stdout, stderr } = await run(`${line} --json`);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  return JSON.parse(stdout) as Record<string, unknown>;
};

describe('form', () => {
  test('S55: create wants an inbox where there are several, and says the command', async () => {
    const refused = await run('form create Help');
    expect(refused).toMatchObject({ exit: 2, stdout: '' });
    expect(refused.stderr).toContain('This desk has several inboxes, so say which one the form files to.');
    expect(refused.stderr).toContain('postern form create Help --inbox INBOX');
    expect(await run('form create Help --inbox Support')).toEqual({
      exit: 0,
      stdout:
        'form\tHelp\tSupport\ttrue\t\t\t\nfield\tsubject\t\ttrue\t\t\nfield\tmessage\t\ttrue\t\t\nfield\tfiles\t\tfalse\t\t\n',
      stderr: 'Made the form "Help".\n',
    });
  });

  test('S52, S54: list says why a form cannot be attached; the switch and an inbox make it fit', async () => {
    const blank = await run('form create Survey --template blank --inbox none');
    expect(blank.stderr).toContain('No portal can take it yet. It files to no inbox, and does not ask for');
    expect(blank.stderr).toContain('postern form edit Survey --ticket-properties on');
    const { items } = (await jsonOf('form list')) as { items: { name: string; eligible: boolean }[] };
    expect(items.map(({ name, eligible }) => [name, eligible])).toEqual(
      expect.arrayContaining([
        ['Survey', false],
        ['Support', true],
      ]),
    );
    const shown = await run('form list', { isTerminal: true, env: { NO_COLOR: '1' }, columns: 160 });
    const text = stripVTControlCharacters(shown.stdout);
    expect(text).toMatch(/^Support +Support +3 {2}attached to Acme Support/m);
    expect(text).toMatch(/^Survey +- +0 {2}cannot be attached\. It files to no inbox/m);
    const fit = await jsonOf('form edit Survey --ticket-properties on --inbox Support');
    expect(fit).toMatchObject({ eligible: true, reason: null, next: [], inbox: 'Support' });
  });

  test('view shows the fields in order, and words are set and taken away', async () => {
    const edited = await desk.postern([
      'form',
      'edit',
      'Survey',
      '--title',
      'Tell us',
      '--hint',
      'Two words',
      '--json',
    ]);
    expect(JSON.parse(edited.stdout)).toMatchObject({ title: 'Tell us', help: 'Two words' });
    const shown = await run('form view survey', { isTerminal: true, env: { NO_COLOR: '1' } });
    const text = stripVTControlCharacters(shown.stdout);
    expect(text).toMatch(/^Title +Tell us$/m);
    expect(text).toMatch(/^ *1 {2}subject +yes/m);
    expect(await jsonOf('form edit Survey --title none --hint none')).toMatchObject({
      title: null,
      help: null,
    });
    expect(await run('form edit Survey')).toMatchObject({ exit: 2 });
    expect(await run('form view Nothing')).toMatchObject({
      exit: 5,
      stderr: expect.stringContaining('postern form list'),
    });
  });

  test('delete asks first, and not for one that is attached', async () => {
    await run('form create Gone --inbox Support');
    expect(await run('form delete Gone')).toMatchObject({ exit: 2 });
    expect(await run('form delete Gone', { isTerminal: true, answers: ['n'] })).toMatchObject({ exit: 3 });
    expect(await jsonOf('form delete Gone --yes')).toEqual({ name: 'Gone' });
    expect(await run('form delete Support --yes')).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining('postern portal form none'),
    });
  });
});

describe('form field', () => {
  test('adds, edits, moves and removes', async () => {
    await run('form create Fields --inbox Support');
    const added = await run('form field add Fields plan --required --position 2');
    expect(added).toMatchObject({ exit: 0, stderr: '"Fields" asks for plan now.\n' });
    const conditional = await jsonOf('form field add Fields seats --show-if plan=pro,basic');
    expect((conditional.fields as { field: string; showIf: unknown }[]).at(-1)).toMatchObject({
      field: 'seats',
      required: false,
      showIf: { field: 'plan', values: ['Pro', 'Basic'] },
    });
    const edited = await desk.postern([
      'form',
      'field',
      'edit',
      'Fields',
      'plan',
      '--label',
      'Which one?',
      '--optional',
      '--json',
    ]);
    expect((JSON.parse(edited.stdout) as { fields: unknown[] }).fields[1]).toMatchObject({
      field: 'plan',
      label: 'Which one?',
      required: false,
    });
    expect(await run('form field remove Fields plan')).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining('--show-if none'),
    });
    await desk.postern(['form', 'edit', 'Fields', '--rename', 'Pro form']);
    expect(
      await desk.postern(['form', 'field', 'move', 'Pro form', 'plan', '--position', '99']),
    ).toMatchObject({
      exit: 2,
      stderr: expect.stringMatching(/: postern form view "Pro form"\n$/),
    });
    await desk.postern(['form', 'edit', 'Pro form', '--rename', 'Fields']);
    await run('form field edit Fields seats --show-if none');
    expect(await run('form field move Fields seats --position 1')).toMatchObject({
      exit: 0,
      stderr: '"Fields" asks for seats, subject, plan, message, files.\n',
    });
    expect(await run('form field remove Fields plan')).toMatchObject({ exit: 0 });
    expect((await run('form view Fields')).stdout.split('\n').slice(0, 3)).toEqual([
      expect.stringMatching(/^form\tFields\tSupport\t/),
      'field\tseats\t\tfalse\t\t',
      'field\tsubject\t\ttrue\t\t',
    ]);
  });

  test.each([
    ['form field add Support', 'needs the name of a field'],
    ['form field add Support plan --required --optional', 'not both'],
    ['form field add Support plan --show-if plan', 'Write it like: --show-if plan=Pro,Team'],
    ['form field add Support plan --position 0', '--position takes a whole number from 1'],
    ['form field move Support subject', 'needs --position N'],
    ['form field edit Support subject', 'nothing to change'],
    ['form field edit Support subject --optional', 'Every ticket has a subject'],
    ['form field edit Support plan --required', 'has no field "plan"'],
    ['form field', 'needs a verb: add, edit, move, remove'],
  ])('%s is refused in words', async (line, says) => {
    const { exit, stderr } = await run(line);
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining(says) });
  });
});

describe('portal form', () => {
  test('S52, S53: shows the form, takes one that is whole, and says of any other what it lacks and what to type', async () => {
    expect(await run('portal form')).toMatchObject({ exit: 0, stdout: 'Support\n' });
    await run('form create Half --template blank --inbox none');
    const refused = await run('portal form Half');
    expect(refused).toMatchObject({ exit: 1, stdout: '' });
    expect(refused.stderr).toContain(
      '"Half" files to no inbox, and does not ask for the ticket\'s own properties',
    );
    expect(refused.stderr).toContain('postern form edit Half --inbox INBOX');
    expect(refused.stderr).toContain('postern form edit Half --ticket-properties on');
    await run('form edit Half --inbox Support --ticket-properties on');
    expect(await run('portal form Half')).toMatchObject({
      exit: 0,
      stdout: 'form\tSupport\tHalf\n',
      stderr: '',
    });
    expect(await run('portal form none')).toMatchObject({ exit: 0, stdout: 'form\tHalf\tnone\n' });
    expect(await run('portal form Nothing')).toMatchObject({ exit: 5 });
    await run('portal form Half');
  });

  test('S53: a form that loses its inbox or its properties flags the portal, with the command that mends it', async () => {
    const itemOf = async () => {
      const { items } = (await jsonOf('portal status')) as {
        items: { key: string; state: string; next: string }[];
      };
      return items.find(({ key }) => key === 'form');
    };
    expect(await itemOf()).toMatchObject({ state: 'done' });
    await run('form edit Half --inbox none');
    expect(await itemOf()).toMatchObject({ state: 'advice', next: 'postern form edit Half --inbox INBOX' });
    await run('form edit Half --inbox Support --ticket-properties off');
    expect(await itemOf()).toMatchObject({ next: 'postern form edit Half --ticket-properties on' });
    await run('form edit Half --ticket-properties on');
    expect(await itemOf()).toMatchObject({ state: 'done' });
  });

  test('S56: warns where the filter would hide what customers file, from the form and from the filter', async () => {
    const warning = 'Warning: Customers will not see what they file with "Support": the portal\'s filter';
    await run('portal form none');
    await run('portal filter pipeline:Internal');
    expect((await run('portal form Support')).stderr).toContain(warning);
    await run('portal filter pipeline:Support');
    expect((await run('portal filter priority:>=high')).stderr).toContain(warning);
    await run('portal filter pipeline:Support');
    expect((await run('form edit Support --inbox Internal')).stderr).toContain(warning);
    expect(await jsonOf('form edit Support --inbox Internal')).toMatchObject({
      warnings: [expect.stringContaining('Customers will not see')],
    });
    await run('form edit Support --inbox Support');
    expect(await jsonOf('portal set filter=pipeline:Support')).not.toHaveProperty('warnings');
  });
});
