/** The portal as a file, and previews, from the command line. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;
let folder: string;
let file: string;
let number: number;

beforeAll(async () => {
  desk = await openDesk();
  folder = mkdtempSync(join(tmpdir(), 'postern-file-'));
  file = join(folder, 'my portal.yaml');
  number = (await desk.world.ticket({ from: desk.maria, subject: 'Login' })).number;
  await desk.world.ticket({ from: desk.maria, subject: 'Inside', inboxId: desk.world.internalInboxId });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await desk[Symbol.asyncDispose]();
});

const jsonOf = <T>(text: string) => JSON.parse(text) as T;
const plain = (text: string) => text.replaceAll(/\P{L}\[[\d;]+m/gu, '');

describe('portal pull, plan, apply and test', () => {
  test('N2: pulled, changed, planned and applied; the second apply of one plan is refused with exit 7', async () => {
    const pulled = await desk.postern(['portal', 'pull', file]);
    expect(pulled).toEqual({ exit: 0, stdout: '', stderr: `The settings are in ${file}.\n` });
    expect((await desk.postern(['portal', 'pull', file])).stderr).toContain(
      'has the settings in force already',
    );
    const text = readFileSync(file, 'utf8');
    expect((await desk.postern(['portal', 'pull', '-'])).stdout).toBe(text);

    writeFileSync(file, text.replace('filter: pipeline:Support', 'filter: pipeline:Internal'));
    const shown = await desk.postern(['portal', 'plan', file], { isTerminal: true, env: { NO_COLOR: '1' } });
    expect(shown.exit).toBe(0);
    expect(shown.stderr).toMatch(/^Warning: .*filter/);
    const page = plain(shown.stdout);
    expect(page).toContain('Settings\n  filter\n  - pipeline:Support\n  + pipeline:Internal\n');
    expect(page).toContain('1 ticket would appear for 1 contact, 1 ticket would vanish for 1 contact.\n');
    expect(page).toContain(`  - #${number} Login (Maria López)\n`);
    const { id } = jsonOf<{ id: string }>((await desk.postern(['portal', 'plan', file, '--json'])).stdout);
    expect(page).toContain(`To apply it: postern portal apply '${file}' --plan ${id}\n`);
    const columns = (await desk.postern(['portal', 'plan', file])).stdout;
    expect(columns).toMatch(
      new RegExp(`^${id}\\nsetting\\tfilter\\tpipeline:Support\\tpipeline:Internal\\nappear\\t`),
    );

    expect(columns).toContain(`\nvanish\t${number}\tLogin\tmaria@acme.example\t1\n`);

    const apply = ['portal', 'apply', file, '--plan', id];
    const applied = await desk.postern([...apply, '--json']);
    expect(applied.exit).toBe(0);
    expect(jsonOf(applied.stdout)).toMatchObject({ changed: [{ key: 'filter' }], tests: 0 });
    const again = await desk.postern(apply);
    expect(again).toMatchObject({ exit: 7, stdout: '' });
    expect(again.stderr).toContain(`: postern portal plan '${file}'\n`);
  });

  test('N2: in a pipe each contact who would gain or lose access has a row', async () => {
    await desk.postern(['list', 'create', 'Insiders']);
    const plan = async () => (await desk.postern(['portal', 'plan', file])).stdout.split('\n');
    writeFileSync(file, 'audience: lists\nlists:\n  - Insiders\n');
    expect(await plan()).toContain('lose\tmaria@acme.example\tMaria López');
    expect((await plan()).filter((row) => row.startsWith('gain'))).toEqual([]);

    await desk.postern(['portal', 'set', 'lists=Insiders', 'audience=lists']);
    writeFileSync(file, 'audience: everyone\n');
    expect(await plan()).toContain('gain\tmaria@acme.example\tMaria López');
    for (let at = 0; at < 20; at += 1) await desk.world.contact({ email: `zoe-${at}@acme.example` });
    expect(await plan()).toContain('more\tgain\t1');
    await desk.postern(['portal', 'set', 'audience=everyone']);
  });

  test('N3: a test that fails is told with its line; plan and test exit 1, and apply changes nothing', async () => {
    writeFileSync(file, `filter: pipeline:Support\ntests:\n  - maria@acme.example does not see ${number}\n`);
    const tested = await desk.postern(['portal', 'test', file]);
    expect(tested).toEqual({
      exit: 1,
      stdout: `3\tmaria@acme.example does not see ${number}\tfalse\tSees it.\n`,
      stderr: 'The one test fails.\n',
    });
    const plan = await desk.postern(['portal', 'plan', file, '--json']);
    expect(plan.exit).toBe(1);
    const { id } = jsonOf<{ id: string }>(plan.stdout);
    const refused = await desk.postern(['portal', 'apply', file, '--plan', id, '--json']);
    expect(refused).toMatchObject({ exit: 1, stdout: '' });
    expect(jsonOf(refused.stderr)).toMatchObject({
      error: {
        code: 'VISIBILITY_TESTS_FAILED',
        hint: expect.stringContaining(`: postern portal test '${file}'\n`),
      },
    });
  });

  test('N2: a file with problems is told line by line, exit 2; a file that is not there or no --plan, exit 2', async () => {
    writeFileSync(file, 'titel: X\nfilter: pipeline:Nowhere\n');
    const { exit, stderr } = await desk.postern(['portal', 'plan', file]);
    expect(exit).toBe(2);
    expect(stderr).toMatch(/^error: The file has 2 problems.*\n {2}Line 1: .*"title".*\n {2}Line 2: /);
    const none = join(folder, 'none.yaml');
    const missing = {
      exit: 2,
      stderr: expect.stringContaining(`${none} cannot be read: there is no such file.\n`),
    };
    expect(await desk.postern(['portal', 'test', none])).toMatchObject(missing);
    expect(await desk.postern(['portal', 'plan', none])).toMatchObject(missing);
    const notice = ['portal', 'consent', 'set', '--text-file', none];
    expect(await desk.postern(notice)).toMatchObject(missing);
    expect(await desk.postern(['portal', 'brand', 'set', `logo=@${none}`])).toMatchObject(missing);
    expect((await desk.postern(['portal', 'apply', file])).exit).toBe(2);
  });
});

describe('portal preview', () => {
  test('S42: prints an address for a contact; unknown contacts are refused', async () => {
    const { exit, stdout } = await desk.postern(['portal', 'preview', '--as', 'maria@acme.example']);
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:4000\/support\/preview\/pvw_[A-Za-z0-9_-]{43}\n$/);
    const json = await desk.postern(['portal', 'preview', '--json']);
    expect(jsonOf(json.stdout)).toMatchObject({ contact: null, isPortalOff: false });
    expect(await desk.postern(['portal', 'preview', '--as', 'who@x.example'])).toMatchObject({
      exit: 5,
      stdout: '',
    });
    expect(await desk.postern(['portal', 'preview', '--browser'])).toMatchObject({ exit: 2, stdout: '' });
  });
});
