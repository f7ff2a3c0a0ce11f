/** The installation is finished by the next start, whatever happened to this one. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { isInstalled } from './packages.mjs';
import { smallCheckout } from './testing/small-checkout.ts';

type Checkout = ReturnType<typeof smallCheckout>;

const driver = `
  const { ensureInstalled } = await import(${JSON.stringify(join(import.meta.dirname, 'install.mjs'))});
  await ensureInstalled(process.argv[1]).catch((error) => { console.error(error.message); process.exitCode = 1; });
`;

function begin(checkout: Checkout) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', driver, checkout.root], {
    env: checkout.env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return { child, said: () => said, ended: once(child, 'close') };
}

async function install(checkout: Checkout) {
  const start = begin(checkout);
  const [code] = await start.ended;
  return { code, said: start.said() };
}

const ends = (checkout: Checkout) => checkout.npmLog().filter((line) => line.startsWith('ended')).length;
const begins = (checkout: Checkout) => checkout.npmLog().filter((line) => line.startsWith('began')).length;
const half = (checkout: Checkout) =>
  vi.waitFor(() => expect(checkout.npmLog().some((line) => line.startsWith('half'))).toBe(true), 10_000);
const kill = (child: ChildProcess, pid = child.pid) => process.kill(pid!, 'SIGKILL');
const npmPid = (checkout: Checkout) => Number(checkout.npmLog()[0]!.split(' ')[1]);

test('the first start installs and says so, the second one does nothing and says nothing', async () => {
  using checkout = smallCheckout();

  const first = await install(checkout);
  expect(first).toMatchObject({ code: 0, said: expect.stringContaining('Packages installed') });
  expect(await install(checkout)).toEqual({ code: 0, said: '' });
  expect(begins(checkout)).toBe(1);
});

test('a package folder that went missing is installed again', async () => {
  using checkout = smallCheckout();
  await install(checkout);
  checkout.remove('node_modules/@scope/two');

  await install(checkout);
  expect(isInstalled(checkout.root)).toBe(true);
  expect(begins(checkout)).toBe(2);
});

test('another lock file is installed', async () => {
  using checkout = smallCheckout();
  await install(checkout);
  const packages = { '': {}, 'node_modules/three': { version: '1.0.0' } };
  checkout.write('package-lock.json', JSON.stringify({ packages }));
  expect(isInstalled(checkout.root)).toBe(false);

  await install(checkout);
  expect(isInstalled(checkout.root)).toBe(true);
});

test('when launcher and npm are killed half-way, the next start finishes the work', async () => {
  using checkout = smallCheckout();
  checkout.write('wait', '');
  const first = begin(checkout);
  await half(checkout);
  kill(first.child);
  kill(first.child, npmPid(checkout));
  await first.ended;
  checkout.remove('wait');
  expect(isInstalled(checkout.root)).toBe(false);

  expect(await install(checkout)).toMatchObject({ code: 0 });
  expect(isInstalled(checkout.root)).toBe(true);
});

test('when npm alone is killed, this start fails with what to do and the next one finishes the work', async () => {
  using checkout = smallCheckout();
  checkout.write('wait', '');
  const first = begin(checkout);
  await half(checkout);
  kill(first.child, npmPid(checkout));
  expect((await first.ended)[0]).toBe(1);
  expect(first.said()).toContain('run the same command again');
  checkout.remove('wait');

  expect(await install(checkout)).toMatchObject({ code: 0 });
  expect(isInstalled(checkout.root)).toBe(true);
});

test('when only the launcher is killed, the next start waits for the orphaned npm instead of running a second one beside it', async () => {
  using checkout = smallCheckout();
  checkout.write('wait', '');
  const first = begin(checkout);
  await half(checkout);
  kill(first.child);
  const second = begin(checkout);
  await vi.waitFor(() => expect(second.said()).toContain('waiting for it'), 10_000);
  checkout.remove('wait');

  expect((await second.ended)[0]).toBe(0);
  expect(isInstalled(checkout.root)).toBe(true);
  expect(begins(checkout)).toBe(1);
});

test('of two starts at once, one installs and both are then ready', async () => {
  using checkout = smallCheckout();
  const both = await Promise.all([install(checkout), install(checkout), install(checkout)]);

  expect(both.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(ends(checkout)).toBe(1);
});

test('SIGTERM during the installation stops npm too', async () => {
  using checkout = smallCheckout();
  checkout.write('wait', '');
  const first = begin(checkout);
  await half(checkout);
  first.child.kill('SIGTERM');

  await first.ended;
  expect(first.said()).toContain('the next start finishes it');
  await vi.waitFor(() => expect(() => process.kill(npmPid(checkout), 0)).toThrow(), 10_000);
});

test('an installation by hand is recognised when npm finished it, and not when something changed afterwards', async () => {
  using checkout = smallCheckout();
  await install(checkout);
  checkout.remove('node_modules/.postern-installed');
  await install(checkout);
  expect(begins(checkout)).toBe(1);

  checkout.remove('node_modules/.postern-installed');
  const later = Date.now() / 1000 + 60;
  utimesSync(join(checkout.root, 'node_modules/one'), later, later);
  await install(checkout);
  expect(begins(checkout)).toBe(2);
});

test('a registry that cannot be reached is named, with what npm said', async () => {
  using checkout = smallCheckout();
  checkout.write('fail', 'npm error code ENOTFOUND');

  const { code, said } = await install(checkout);
  expect(code).toBe(1);
  expect(said).toContain('npm error code ENOTFOUND');
  expect(said).toContain('The npm registry could not be reached');
});
