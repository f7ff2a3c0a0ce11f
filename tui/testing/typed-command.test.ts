/** The command line's grammar in the palette: run by its own parser, and never past a question or a composer. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordsIn } from '../src/inbox/typed-command.ts';
import { openedInbox } from './agent-inbox.ts';
import { scene, timelineOf } from './scene.ts';

const size = { columns: 100, rows: 24 };
type At = Awaited<ReturnType<typeof scene>>;

async function palette(at: At, wish: { isReadOnly?: boolean } = {}) {
  const ada = await openedInbox(at, { size, ...wish });
  return {
    ada,
    /** Types it, takes it, and waits for what it says, shows or asks. */
    async run(text: string) {
      ada.press(':');
      ada.type(text);
      expect(ada.screen()).toContain(`› Run: ${text}`);
      ada.press('enter');
      await ada.until(
        (state) =>
          state.picker === null && (state.status ?? state.page ?? state.question ?? state.composer) !== null,
      );
      await ada.quiet();
    },
  };
}
const ticketOf = async (at: At) =>
  (await at.desk.world.as(at.bo)).tickets.view.query({ ticket: at.ticket.id });

test("a verb runs with the inbox's session, says what came of it, and shows what is longer as a page", async () => {
  await using at = await scene();
  const { ada, run } = await palette(at);
  await using _ada = ada;
  const { number } = at.ticket;
  await run(`assign ${number} --to "Bo Lindqvist"`);
  expect(ada.screen()).toContain(`#${number} is with Bo Lindqvist now: Cannot sign in`);
  expect((await ticketOf(at)).assignee?.name).toBe('Bo Lindqvist');
  await run(`postern ticket tag ${number} +billing -refund`);
  expect((await ticketOf(at)).tags).toEqual(['billing']);
  await run(`note ${number} --body "Their proxy is old."`);
  expect(await timelineOf(at)).toContainEqual(['note', 'Their proxy is old.']);
  await run('ticket list is:open');
  expect(ada.screen()).toMatch(/^ postern ticket list is:open[\s\S]*Invoice shows the wrong VAT/);
  ada.press('q');
  expect(ada.state().page).toBeNull();
  await run('close 99999');
  expect(ada.state().status).toMatchObject({
    tone: 'bad',
    text: expect.stringContaining('There is no ticket #99999'),
  });
  await run('ticket asign 1');
  expect(ada.screen()).toContain('There is no verb "ticket asign". Did you mean: postern ticket assign');
  await run('auth logout');
  expect(ada.screen()).toContain('This needs a shell of its own');
  await run(`close ${number} --url http://elsewhere.example`);
  expect(ada.screen()).toContain('This inbox talks to its own desk alone.');
});

test('what reaches a customer keeps its composer or its question, whatever --yes says', async () => {
  await using at = await scene();
  const { ada, run } = await palette(at);
  await using _ada = ada;
  const { number } = at.ticket;
  await run(`reply ${number} --body "Please try again." --yes`);
  expect(ada.state().composer).toMatchObject({ kind: 'reply', number });
  expect(ada.screen()).toContain('PUBLIC REPLY');
  expect(ada.screen()).toContain('Please try again.');
  expect(await timelineOf(at)).toHaveLength(1);
  ada.press('ctrl+s');
  await ada.until(({ composer }) => composer === null);
  await ada.quiet();
  expect(await timelineOf(at)).toContainEqual(['message', 'Please try again.']);
  ada.press('q');
  await run('ticket create --from maria@acme.example --subject Call --body Called --yes');
  expect(ada.state().question).toMatchObject({
    kind: 'typed',
    words: expect.stringContaining('customers can notice'),
  });
  ada.press('n');
  await ada.until(({ status }) => status?.text === 'Nothing was done.');
  const { items } = await (await at.desk.world.as(at.bo)).tickets.list.query({ query: 'Call' });
  expect(items).toEqual([]);
});

test('a read-only inbox reads and changes nothing', async () => {
  await using at = await scene();
  const { ada, run } = await palette(at, { isReadOnly: true });
  await using _ada = ada;
  await run(`close ${at.ticket.number}`);
  expect(ada.screen()).toContain('This inbox is read-only.');
  await run(`ticket history ${at.ticket.number}`);
  expect(ada.state().page?.kind ?? 'said').toMatch(/output|said/);
  expect((await ticketOf(at)).status).toBe('open');
});

test('words are read as a shell reads them, whatever they hold', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 })), (words) => {
      const quoted = words.map((word) => `"${word.replace(/(["\\])/g, '\\$1')}"`);
      expect(wordsIn(quoted.join(' '))).toEqual(words);
    }),
  );
  expect(wordsIn(`assign 1042 --to='Bo Lindqvist' is:"a b"`)).toEqual([
    'assign',
    '1042',
    '--to=Bo Lindqvist',
    'is:a b',
  ]);
});
