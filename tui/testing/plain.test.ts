/** The inbox by lines, as somebody with a screen reader uses it: every line typed, everything said. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCommands } from '../src/inbox/run-command.ts';
import { commands } from '../src/keys/commands.ts';
import { createPlainTalk } from '../src/plain/plain-talk.ts';
import { openAgentInbox, outsideOfTests } from './agent-inbox.ts';
import { type Scene, saysMaria, scene, timelineOf } from './scene.ts';

async function talking(at: Scene, wish: { holdSeconds?: number } = {}) {
  const ada = await openAgentInbox(at.desk, at.ada, wish);
  const run = createCommands(ada.inbox, outsideOfTests);
  const talk = createPlainTalk(ada.inbox, run, { table: commands, quiet: ada.quiet });
  return { ...ada, talk, [Symbol.asyncDispose]: () => ada[Symbol.asyncDispose]() };
}

test('the list is one sentence a ticket; a number opens it, with notes that say so first', async () => {
  await using at = await scene();
  const bo = await at.desk.world.as(at.bo);
  await bo.tickets.note.mutate({ ticket: at.ticket.id, body: 'Old range', requestId: 'note-one' });
  await using ada = await talking(at);
  const { number } = at.ticket;
  expect(await ada.talk.begin()).toBe(
    [
      'All open: 2 tickets, from the 1st on.',
      `${number}, unread, Cannot sign in, from Maria López, new, unassigned`,
      `${number - 1}, Invoice shows the wrong VAT, from Chen Wei, new, unassigned`,
    ].join('\n'),
  );
  const thread = await ada.talk.hear(String(number));
  expect(thread).toMatch(/Message from Maria López, [^:]+:\d\d:\nThe page stays empty\./);
  expect(thread).toMatch(/INTERNAL NOTE by Bo Lindqvist, [^:]+:\d\d:\nOld range/);
  expect(ada.talk.prompt()).toBe('Ticket. Command, or ?: ');
});

test('an address whose looks deceive is read out with where it leads', async () => {
  await using at = await scene();
  await saysMaria(at, 'Is this yours?\nhttps://paypal.com@evil.example/login');
  const bo = await at.desk.world.as(at.bo);
  const body = 'She clicked http://\u0430pple.com/';
  await bo.tickets.note.mutate({ ticket: at.ticket.id, body, requestId: 'note-with-address' });
  await using ada = await talking(at);
  await ada.talk.begin();
  const thread = await ada.talk.hear(String(at.ticket.number));
  expect(thread).toContain('https://paypal.com@evil.example/login (leads to evil.example)');
  expect(thread).toMatch(/She clicked .* \(leads to xn--pple-43d\.com\)/);
});

test('a reply that waits is read out as one, and why it was stopped', async () => {
  await using at = await scene();
  const bo = await at.desk.world.as(at.bo);
  const { audience } = await bo.tickets.view.query({ ticket: at.ticket.id });
  const reply = { ticket: at.ticket.id, body: 'Please try again.', audienceHash: audience.hash };
  await bo.tickets.reply.mutate({ ...reply, requestId: 'reply-of-bo-waits', holdSeconds: 60 });
  await using ada = await talking(at);
  await ada.talk.begin();
  expect(await ada.talk.hear(String(at.ticket.number))).toMatch(
    /WAITING REPLY by Bo Lindqvist, not sent yet, [^:]+:\d\d:\nPlease try again\./,
  );
});

test('a reply is written in lines and sent by a word of its own; the wrong word does nothing but explain', async () => {
  await using at = await scene();
  await using ada = await talking(at);
  await ada.talk.begin();
  await ada.talk.hear('r');
  expect(ada.talk.prompt()).toBe(
    `PUBLIC REPLY to Maria López on ${at.ticket.number}. Write; .send sends it to the customer: `,
  );
  await ada.talk.hear('Hello Maria,');
  await ada.talk.hear('');
  await ada.talk.hear('  please try again.');
  expect(await ada.talk.hear('.keep')).toContain('This is a public reply');
  expect(await timelineOf(at)).toHaveLength(1);
  expect(await ada.talk.hear('.send')).toContain('Reply sent to Maria López');
  expect((await timelineOf(at)).at(-1)).toEqual(['message', 'Hello Maria,\n\n  please try again.']);
});

test('a file is attached by its path, said with the prompt, and taken off by a word', async () => {
  await using at = await scene();
  await using ada = await talking(at);
  const { number } = at.ticket;
  const file = join(ada.folder, 'fix me.txt');
  writeFileSync(file, 'Turn it on.');
  await ada.talk.begin();
  await ada.talk.hear('r');
  await ada.talk.hear('See the file.');
  expect(await ada.talk.hear('.attach')).toContain('Name the file behind it');
  expect(await ada.talk.hear(`.attach ${file}.gone`)).toContain('there is no such file');
  expect(await ada.talk.hear(`.attach ${file}`)).toContain('fix me.txt (11 B) goes along.');
  expect(ada.talk.prompt()).toContain(`PUBLIC REPLY to Maria López on ${number} with 1 file.`);
  expect(await ada.talk.hear('.detach')).toContain('fix me.txt does not go along any more.');
  await ada.talk.hear(`.attach ${file}`);
  expect(await ada.talk.hear('.send')).toContain('Reply sent to Maria López with 1 file');
  expect((await timelineOf(at)).at(-1)).toEqual(['message', 'See the file.']);
});

test('a note says that it stays inside, and .send never sends it', async () => {
  await using at = await scene();
  await using ada = await talking(at);
  await ada.talk.begin();
  await ada.talk.hear('write an internal note');
  expect(ada.talk.prompt()).toContain('never shown to Maria López');
  await ada.talk.hear('CANARY');
  expect(await ada.talk.hear('.send')).toContain('This is an internal note');
  expect(await ada.talk.hear('.keep')).toContain('Note kept inside the team');
  expect((await timelineOf(at)).at(-1)).toEqual(['note', 'CANARY']);
});

test('commands run by key or by words; what is unclear is asked back, and choices have numbers', async () => {
  await using at = await scene();
  await using ada = await talking(at);
  await ada.talk.begin();
  expect(await ada.talk.hear('assign')).toContain('Assign to somebody; Assign to me');
  expect(await ada.talk.hear('a m')).toContain('is assigned to Ada Okafor.');
  expect(await ada.talk.hear('set the priority')).toContain('1: urgent');
  expect(await ada.talk.hear('1')).toContain('has the priority urgent.');
  expect(await ada.talk.hear('frobnicate')).toContain('There is no "frobnicate" here.');
  expect(await ada.talk.hear('?')).toContain('c: Close the ticket');
  expect(await ada.talk.hear('/')).toBe('');
  expect(await ada.talk.hear('foo:bar')).toContain('foo');
  expect(await ada.talk.hear('priority:urgent')).toContain('priority:urgent: 1 ticket,');
});

test("the command line's verbs run as they are typed, ask before customers notice, and a reply goes into its composer", async () => {
  await using at = await scene();
  await using ada = await talking(at);
  const { number } = at.ticket;
  await ada.talk.begin();
  expect(await ada.talk.hear(`assign ${number} --to "Bo Lindqvist"`)).toContain(
    `#${number} is with Bo Lindqvist now`,
  );
  expect(await ada.talk.hear(`postern ticket tag ${number} +billing +vat`)).toContain('billing');
  const listed = await ada.talk.hear('ticket list is:open');
  expect(listed).toMatch(/^postern ticket list is:open:\n[\s\S]*Invoice shows the wrong VAT/);
  expect(ada.talk.prompt()).toBe('List. Number, command, or ?: ');
  expect(await ada.talk.hear(`close ${number + 500}`)).toContain(`There is no ticket #${number + 500}`);
  await ada.talk.hear('ticket create --from maria@acme.example --subject Call --body Called');
  expect(ada.talk.prompt()).toMatch(/customers can notice this\. .*y or n: $/);
  expect(await ada.talk.hear('n')).toContain('Nothing was done.');
  await ada.talk.hear(`reply ${number} --body "Please try again."`);
  expect(ada.talk.prompt()).toContain(`PUBLIC REPLY to Maria López on ${number}. More lines, or .send`);
  expect((await timelineOf(at)).filter(([kind]) => kind === 'message')).toHaveLength(1);
});

test('pages are read out: history, who asked, what the customer sees', async () => {
  await using at = await scene();
  await using ada = await talking(at);
  const { number } = at.ticket;
  await ada.talk.begin();
  await ada.talk.hear('a m');
  await ada.talk.hear(String(number));
  expect(await ada.talk.hear('h')).toMatch(
    new RegExp(`^History of ${number}: \\d+ events\\.\n[\\s\\S]*assigned to Ada Okafor, by Ada Okafor\\.`),
  );
  expect(await ada.talk.hear('i')).toMatch(/E-mail: maria@acme\.example\.\n[\s\S]*Their newest tickets:\n/);
  expect(await ada.talk.hear('w')).toMatch(
    /^WHAT THE CUSTOMER SEES of \d+\. Maria López (sees|does not see) this ticket now\.\n[\s\S]*The page stays empty\.\nEnd of the page\./,
  );
  expect(ada.talk.prompt()).toBe('What the customer sees. Command, or ?: ');
  expect(await ada.talk.hear('q')).toMatch(new RegExp(`^Ticket ${number}, .*\\.$`));
  expect(await ada.talk.hear(String(number))).toContain('End of the thread.');
  // One that is in no list here.
  expect(await ada.talk.hear(String(number - 1))).toContain('Invoice shows the wrong VAT');
  expect(await ada.talk.hear('9999999')).toContain('There is no ticket #9999999');
});

test("the outbox and the portal's settings are lines with numbers, and a setting is typed", async () => {
  await using at = await scene();
  await using ada = await talking(at, { holdSeconds: 60 });
  await ada.talk.begin();
  expect(await ada.talk.hear('g o')).toBe('The outbox is empty.');
  await ada.talk.hear('q');
  await ada.talk.hear('r');
  await ada.talk.hear('One moment.');
  expect(await ada.talk.hear('.help')).toContain('.snippet: put in a snippet');
  await ada.talk.hear('.send');
  expect(await ada.talk.hear('g o')).toMatch(
    /^Outbox: 1 waits or has failed\.\n1: #\d+ public reply to Maria López, /,
  );
  expect(await ada.talk.hear('1')).toMatch(/public reply to Maria López\.\nOne moment\.$/);
  await ada.talk.hear('u');
  expect(ada.talk.prompt()).toContain('PUBLIC REPLY to Maria López');
  await ada.talk.hear('.draft');
  const portal = await ada.talk.hear('g p');
  const [, line] = /^(\d+): title: /m.exec(portal) ?? [];
  expect(portal).toMatch(/^Customer portal, (on|off): /);
  expect(await ada.talk.hear(line ?? '')).toContain('enter: change it.');
  await ada.talk.hear('enter');
  expect(ada.talk.prompt()).toMatch(
    /^title, now .*\. New value, \.empty for none, or nothing to leave it: $/,
  );
  expect(await ada.talk.hear('Help at hand')).toContain('title: Help at hand');
});

test('every command of list and ticket is reached by its title', async () => {
  await using at = await scene();
  await using ada = await talking(at);
  await ada.talk.begin();
  for (const place of ['list', 'thread'] as const) {
    const said = await ada.talk.hear('?');
    for (const { title, contexts, group } of commands) {
      const isHere = contexts.some((each) => each === place || each === 'any');
      if (isHere && group !== 'Write' && group !== 'Choose') expect(said).toContain(title);
    }
    await ada.talk.hear(String(at.ticket.number));
  }
});
