/** Files in a composer: found by their path, shown, taken off, kept in the draft, uploaded before the text leaves. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AgentInbox, openAgentInbox } from './agent-inbox.ts';
import { type Scene, scene } from './scene.ts';

const size = { columns: 100, rows: 30 };

/** Ada's inbox on Maria's ticket, with a home folder of hers in which there are files. */
async function attachingScene(files: Record<string, string>, more: { holdSeconds?: number } = {}) {
  const at = await scene();
  const home = mkdtempSync(join(tmpdir(), 'postern-attach-'));
  const state = mkdtempSync(join(tmpdir(), 'postern-state-'));
  const write = (name: string, content: string) => {
    mkdirSync(join(home, name, '..'), { recursive: true });
    writeFileSync(join(home, name), content);
  };
  for (const [name, content] of Object.entries(files)) write(name, content);
  const open = async () => {
    const ada = await openAgentInbox(at.desk, at.ada, {
      size,
      folder: state,
      machine: { home, folder: home },
      ...more,
    });
    await ada.quiet();
    ada.press('enter');
    await ada.quiet();
    return ada;
  };
  return {
    at,
    home,
    write,
    open,
    async [Symbol.asyncDispose]() {
      rmSync(home, { recursive: true, force: true });
      rmSync(state, { recursive: true, force: true });
      await at[Symbol.asyncDispose]();
    },
  };
}

/** Attaches by typing the name behind the folder that is offered. */
async function attach(ada: AgentInbox, name: string): Promise<void> {
  ada.press('ctrl+a');
  await ada.until(({ picker }) => (picker?.choices.length ?? 0) > 0);
  ada.press('ctrl+u');
  ada.type(`~/${name}`);
  await ada.until(
    ({ picker }) => picker?.choices.some(({ label }) => label === name.split('/').at(-1)) ?? false,
  );
  ada.press('enter');
  await ada.until(({ picker }) => picker === null);
}

/** The files of each message that Maria reads, and of each note, by name. */
async function filesOn(at: Scene) {
  const customer = await at.desk.world.as(at.maria);
  const agent = await at.desk.world.as(at.bo);
  const named = (files: readonly { fileName: string }[]) => files.map(({ fileName }) => fileName);
  const { messages } = await customer.portal.ticket.query({ ticket: at.ticket.number });
  const { timeline } = await agent.tickets.view.query({ ticket: at.ticket.number });
  return {
    messages: messages.slice(1).map(({ attachments }) => named(attachments)),
    notes: timeline.filter(({ kind }) => kind === 'note').map(({ attachments }) => named(attachments)),
    waiting: await at.desk.world.core.db.read.upload.count(),
  };
}

test('Ctrl+A completes a path, hides hidden files until a dot is typed, and goes into folders', async () => {
  await using here = await attachingScene({
    'fix.txt': 'Turn it on.',
    'docs/report-2025.pdf': 'old',
    'docs/report-2026.pdf': 'new',
    '.hidden.txt': 'no',
  });
  await using ada = await here.open();
  ada.press('r', 'ctrl+a');
  await ada.until(({ picker }) => picker?.choices.length === 2);
  const shown = ada.screen();
  expect(shown).toContain('Attach a file: the customer gets it');
  expect(shown).toContain('> ~/');
  expect(shown).toMatch(/› docs\/ +folder/);
  expect(shown).toMatch(/fix\.txt +11 B/);
  expect(shown).not.toContain('hidden');
  ada.type('.');
  expect(ada.screen()).toMatch(/\.hidden\.txt +2 B/);
  ada.press('backspace');
  ada.type('do');
  ada.press('tab');
  await ada.until(({ picker }) => picker?.choices.length === 2);
  ada.press('tab');
  expect(ada.screen()).toContain('> ~/docs/report-202');
  ada.type('6');
  ada.press('enter');
  await ada.until(({ picker }) => picker === null);
  expect(ada.screen()).toContain('report-2026.pdf (3 B) goes along. Ctrl+T takes it off.');
  expect(ada.screen()).toMatch(/│ \+ report-2026\.pdf 3 B/);
  // Once more opens where the last file was.
  ada.press('ctrl+a');
  await ada.until(({ picker }) => (picker?.choices.length ?? 0) > 0);
  expect(ada.screen()).toContain('> ~/docs/');
  ada.press('ctrl+u');
  ada.type('/nowhere/at/all/x');
  await ada.until(({ status }) => status !== null);
  expect(ada.screen()).toContain('/nowhere/at/all cannot be read: there is no such file.');
  ada.press('enter');
  await ada.until(({ status }) => status?.text.includes('cannot be attached') ?? false);
  expect(ada.state().picker).not.toBeNull();
});

test('a reply takes its files along and says so; a note keeps them inside; neither leaves anything behind', async () => {
  await using here = await attachingScene({ 'a.txt': 'One', 'b.txt': 'Two', 'c.txt': 'Three' });
  await using ada = await here.open();
  ada.press('r');
  ada.type('See the files.');
  for (const name of ['a.txt', 'b.txt', 'c.txt']) await attach(ada, name);
  ada.press('ctrl+t');
  ada.type('b.t');
  ada.press('enter');
  expect(ada.screen()).toContain('b.txt does not go along any more.');
  ada.press('ctrl+s');
  await ada.until(({ composer }) => composer === null);
  await ada.quiet();
  expect(ada.screen()).toContain(`Reply sent to Maria López with 2 files (#${here.at.ticket.number}).`);
  expect(ada.screen()).toMatch(/\[1\] a\.txt 3 B\n +\[2\] c\.txt 5 B/);

  ada.press('n');
  ada.type('Inside.');
  await attach(ada, 'b.txt');
  expect(ada.screen()).toMatch(/▒▒ \+ b\.txt 3 B/);
  ada.press('ctrl+n');
  await ada.until(({ composer }) => composer === null);
  await ada.quiet();
  expect(ada.screen()).toContain(`Note kept inside the team with 1 file (#${here.at.ticket.number}).`);
  expect(ada.screen()).toMatch(/▒▒ \[3\] b\.txt 3 B/);
  expect(await filesOn(here.at)).toEqual({ messages: [['a.txt', 'c.txt']], notes: [['b.txt']], waiting: 0 });
});

test('files stay in the draft; one that changed or vanished is named, and nothing is sent or lost', async () => {
  await using here = await attachingScene({ 'a.txt': 'One', 'gone.txt': 'x', 'b.txt': 'Two' });
  {
    await using ada = await here.open();
    ada.press('r');
    ada.type('Draft');
    for (const name of ['a.txt', 'gone.txt']) await attach(ada, name);
    ada.press('escape');
    await ada.quiet();
  }
  await using ada = await here.open();
  ada.press('r');
  expect(ada.screen()).toContain('Your draft is back with 2 files.');
  here.write('a.txt', 'One, longer');
  rmSync(join(here.home, 'gone.txt'));
  const refused = async (words: string) => {
    ada.press('ctrl+s');
    await ada.until(
      ({ status, composer }) => !composer?.isSending && (status?.text.includes(words) ?? false),
    );
    expect(ada.screen()).toContain('Draft');
  };
  await refused(
    'a.txt has changed since you attached it. Ctrl+S sends it as it is now, Ctrl+T takes it off.',
  );
  await refused('gone.txt cannot be attached: there is no such file. Nothing was sent; Ctrl+T takes it off.');
  await refused('gone.txt cannot be attached');
  expect(await filesOn(here.at)).toEqual({ messages: [], notes: [], waiting: 0 });
  ada.press('ctrl+t');
  ada.type('gone');
  ada.press('enter', 'ctrl+s');
  await ada.until(({ composer }) => composer === null);
  expect((await filesOn(here.at)).messages).toEqual([['a.txt']]);
});

test('what waits before it leaves shows its files, and taken back it has them again', async () => {
  await using here = await attachingScene({ 'a.txt': 'One' }, { holdSeconds: 10 });
  await using ada = await here.open();
  ada.press('r');
  ada.type('Too early');
  await attach(ada, 'a.txt');
  ada.press('ctrl+s');
  await ada.until(({ held, composer }) => held.length === 1 && composer === null);
  await ada.quiet();
  expect(ada.screen()).toMatch(/Too early\n +\+ a\.txt 3 B/);
  ada.press('u');
  await ada.until(({ composer }) => composer !== null);
  await ada.quiet();
  expect(ada.screen()).toMatch(/│ \+ a\.txt 3 B/);
  expect(await filesOn(here.at)).toEqual({ messages: [], notes: [], waiting: 0 });
  ada.press('ctrl+s');
  await ada.until(({ held }) => held.length === 1);
  ada.press('!');
  await ada.until(({ status }) => status?.text.startsWith('Reply sent to Maria López with 1 file') ?? false);
  expect((await filesOn(here.at)).messages).toEqual([['a.txt']]);
});

const names = ['a.txt', 'b.txt', 'c.txt'] as const;
const anyStep = fc.oneof(
  fc.record({ kind: fc.constant('attach' as const), name: fc.constantFrom(...names) }),
  fc.record({ kind: fc.constant('takeOff' as const), name: fc.constantFrom(...names) }),
  fc.record({
    kind: fc.constantFrom(
      'reopen' as const,
      'change' as const,
      'failUpload' as const,
      'failSend' as const,
      'send' as const,
    ),
    name: fc.constantFrom(...names),
  }),
);

test('whatever is attached, taken off, changed and refused: what arrives are exactly the files that were shown', async () => {
  await using here = await attachingScene({ 'a.txt': 'One', 'b.txt': 'Two', 'c.txt': 'Three' });
  const { at } = here;
  let fails: 'upload' | 'send' | null = null;
  const refuseOnce = async (which: typeof fails) => {
    fails = which;
  };
  const ada = await openAgentInbox(at.desk, at.ada, {
    size,
    machine: { home: here.home, folder: here.home },
    client: (real) =>
      failing(
        real,
        () => fails,
        () => refuseOnce(null),
      ),
  });
  await using _ada = ada;
  await ada.quiet();
  ada.press('enter', 'r');
  await ada.quiet();
  const sent: string[][] = [];
  let count = 0;

  const shown = () => [...ada.screen().matchAll(/^[│▒ ]+\+ (\S+) /gm)].map(([, name]) => name as string);
  const settled = () => ada.until(({ composer }) => !composer?.isSending);
  const send = async () => {
    count += 1;
    ada.type(`${count}.`);
    for (let tries = 0; tries < 9; tries += 1) {
      // Files cannot wait behind what waits for the desk, and say so.
      await ada.until(({ offline }) => offline.length === 0);
      const before = shown();
      ada.press('ctrl+s');
      await settled();
      if (ada.state().composer === null) {
        sent.push(before);
        ada.press('r');
        return;
      }
    }
    throw new Error(`It did not leave:\n${ada.screen()}`);
  };

  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 4, maxLength: 8 }), async (steps) => {
      for (const { kind, name } of steps) {
        const files = ada.state().composer?.files ?? [];
        if (kind === 'attach' && !files.some((file) => file.name === name)) await attach(ada, name);
        else if (kind === 'takeOff' && files.some((file) => file.name === name)) {
          ada.press('ctrl+t');
          if (files.length > 1) {
            ada.type(name);
            ada.press('enter');
          }
        } else if (kind === 'reopen') {
          ada.press('escape', 'r');
        } else if (kind === 'change') {
          const file = join(here.home, name);
          utimesSync(file, new Date(), new Date(Date.now() - 1_000 * (count + 1) - Math.random() * 1_000));
        } else if (kind === 'failUpload' || kind === 'failSend') {
          await refuseOnce(kind === 'failUpload' ? 'upload' : 'send');
        } else if (kind === 'send') await send();
        await settled();
      }
      await send();
      // A reply without files whose answer was lost goes through the outbox of this machine.
      await ada.until(({ offline }) => offline.length === 0);
      expect((await filesOn(at)).messages).toEqual(sent);
    }),
    { numRuns: 8, endOnFailure: true },
  );
  // The files of what was refused were taken off the desk again.
  await expect.poll(async () => (await filesOn(at)).waiting).toBe(0);
});

/** The client, whose uploads or replies fail once where `what` says so: before or after the desk has taken them. */
function failing<Client extends object>(real: Client, what: () => string | null, done: () => void): Client {
  const through = (target: object, path: string): unknown =>
    new Proxy(() => undefined, {
      get: (_it, key) => {
        const next = (target as Record<PropertyKey, unknown>)[key];
        const here = `${path}.${String(key)}`;
        if (here !== '.tickets.upload.mutate' && here !== '.tickets.reply.mutate')
          return here === '.tickets' || here === '.tickets.upload' || here === '.tickets.reply'
            ? through(next as object, here)
            : next;
        return async (...input: unknown[]) => {
          const isUpload = here.includes('upload');
          if (what() !== (isUpload ? 'upload' : 'send'))
            return (next as (...all: unknown[]) => unknown)(...input);
          done();
          // The answer of a reply is lost: the desk has it.
          if (!isUpload) await (next as (...all: unknown[]) => Promise<unknown>)(...input);
          throw new Error('The line broke.');
        };
      },
    });
  return through(real, '') as Client;
}
