/** What is taken out of a ticket and around it: copies, links, files, quotes, drafts, and tickets like it. */
import { expect, test, vi } from 'vitest';
import { textOf } from '../src/editor/editor.ts';
import { whyNotViewed } from '../src/files/view-file.ts';
import { clipboardText } from '../src/inbox/clipboard.ts';
import { linksIn } from '../src/store/links.ts';
import type { Entry } from '../src/store/model.ts';
import { openAgentInbox } from './agent-inbox.ts';
import { type Scene, saysMaria, scene } from './scene.ts';

async function opened(at: Scene, wish: Parameters<typeof openAgentInbox>[2] = {}) {
  const copied: string[] = [];
  const browsed: string[] = [];
  const inbox = await openAgentInbox(at.desk, at.ada, {
    ...wish,
    outside: {
      copy: (text) => void copied.push(text),
      browse: async (address) => void browsed.push(address),
      ...wish.outside,
    },
  });
  await inbox.quiet();
  return {
    ...inbox,
    copied,
    browsed,
    async keys(...keys: string[]) {
      inbox.press(...keys);
      await inbox.quiet();
    },
    [Symbol.asyncDispose]: () => inbox[Symbol.asyncDispose](),
  };
}

test('y copies the number, the address or the last message, and says what it cannot know', async () => {
  await using at = await scene();
  await using ada = await opened(at);
  await ada.keys('y');
  ada.type('mail');
  await ada.keys('enter');
  await ada.keys('enter', 'y', 'enter');
  expect(ada.copied).toEqual(['maria@acme.example', `#${at.ticket.number}`]);
  expect(ada.screen()).toContain(`Sent to the clipboard: #${at.ticket.number}`);
});

test("y offers the address of the customer's page, behind all else", async () => {
  await using at = await scene();
  await using ada = await opened(at);
  await ada.keys('y');
  expect(ada.state().picker?.choices.map(({ label }) => label)).toEqual([
    'Number',
    'Number and subject',
    'E-mail address',
    'Last message',
    "Link to the customer's page",
  ]);
  ada.type('link');
  await ada.keys('enter');
  expect(ada.copied).toEqual([`http://127.0.0.1:4000/support/tickets/${at.ticket.number}`]);
});

test('a clipboard text holds nothing but its own letters, and ends where terminals stop reading', () => {
  const hostile = clipboardText('a\u001b]0;x\u0007');
  expect([hostile.slice(0, 7), hostile.at(-1)]).toEqual(['\u001b]52;c;', '\u0007']);
  expect(hostile.slice(7, -1)).toMatch(/^[A-Za-z0-9+/=]+$/);
  const long = clipboardText('é'.repeat(100_000));
  expect(long.length).toBeLessThan(75_100);
  expect(Buffer.from(long.slice(7, -1), 'base64').toString()).toMatch(/^é+$/);
});

test('l lists the links of the thread with the host that they lead to; Enter copies, or opens where there is a browser', async () => {
  await using at = await scene();
  await saysMaria(at, 'See https://postern.example@evil.example/login. Or (http://аcme.example/x)!');
  await using ada = await opened(at);
  await ada.keys('enter', 'l');
  expect(ada.screen()).toContain('Copy a link');
  expect(ada.screen()).toMatch(/evil\.example +postern\.example@… \/login \(Maria López\)/);
  expect(ada.screen()).toMatch(/xn--cme-\w+\.example +\/x \(Maria López\)/);
  await ada.keys('enter');
  expect(ada.copied).toEqual(['https://postern.example@evil.example/login']);
  await using there = await opened(at, { outside: { hasBrowser: true } });
  await there.keys('l', 'enter');
  expect(there.browsed).toEqual(['https://postern.example@evil.example/login']);
  expect(there.screen()).toContain('evil.example is opened in your browser.');
});

test('links end before the sentence does, and each stands once', () => {
  const entry = (text: string) => ({ text, author: { name: 'Maria' } }) as Entry;
  const links = linksIn({
    timeline: [entry('http://a.example/1, http://b.example'), entry('<http://a.example/1>?')],
  });
  expect(links.map(({ url }) => url)).toEqual(['http://a.example/1', 'http://b.example/']);
});

test('a number saves the file of that number and opens nothing', async () => {
  await using at = await scene();
  const customer = await at.desk.world.as(at.maria);
  const { id } = await customer.portal.upload.mutate({
    name: '.bashrc',
    bytes: Buffer.from('echo no').toString('base64'),
  });
  await customer.portal.reply.mutate({
    ticket: at.ticket.number,
    body: 'Here it is',
    uploads: [id],
    requestId: 'with-a-file',
  });
  const saved: [string, string][] = [];
  await using ada = await opened(at, {
    outside: {
      saveFile: async (name, content) => {
        saved.push([name, Buffer.from(content).toString()]);
        return `/tmp/${name}`;
      },
    },
  });
  await ada.keys('enter');
  expect(ada.screen()).toContain('[1] .bashrc 7 B');
  await ada.keys('2');
  expect(ada.screen()).toContain('The files here are 1 to 1.');
  await ada.keys('1');
  expect(saved).toEqual([['.bashrc', 'echo no']]);
  expect(ada.screen()).toContain('It was not opened.');
});

test('f opens a file in its viewer; one that is not opened there is saved, with the reason; of several one is chosen', async () => {
  await using at = await scene();
  const customer = await at.desk.world.as(at.maria);
  const gif = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64');
  const { id: first } = await customer.portal.upload.mutate({
    name: 'shot.gif',
    bytes: gif.toString('base64'),
  });
  const { id: second } = await customer.portal.upload.mutate({
    name: 'run.svg',
    bytes: Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64'),
  });
  const reply = (uploads: string[], requestId: string) =>
    customer.portal.reply.mutate({ ticket: at.ticket.number, body: 'A file', uploads, requestId });
  await reply([first], 'with-a-picture');
  const viewed: [string, string, string][] = [];
  await using ada = await opened(at, {
    outside: {
      viewFile: async ({ fileName, mediaType, content }) => {
        viewed.push([fileName, mediaType, Buffer.from(content).toString('base64')]);
        return whyNotViewed(mediaType, { DISPLAY: ':0' });
      },
    },
  });
  await ada.keys('enter', 'f');
  expect(viewed).toEqual([['shot.gif', 'image/gif', gif.toString('base64')]]);
  expect(ada.screen()).toContain('shot.gif is opened in its viewer. Its copy goes when you quit.');
  await reply([second], 'with-a-drawing');
  await ada.until(() => ada.screen().includes('[2] run.svg'));
  await ada.keys('f');
  expect(ada.screen()).toMatch(/\[1\] shot\.gif +\d+ B {2}Maria López/);
  ada.type('run');
  await ada.keys('enter');
  expect(ada.screen()).toMatch(
    /Saved as run\.svg\. It was not opened: files of the kind \S+xml are not opened\./,
  );
  await ada.keys('F');
  ada.type('shot');
  await ada.keys('enter');
  expect(ada.screen()).toContain('Saved as shot.gif. It was not opened.');
  expect(viewed).toHaveLength(2);
});

test("R begins a reply with the customer's last words quoted, below a draft that is there", async () => {
  await using at = await scene();
  await saysMaria(at, 'Line one\n\nLine two');
  await using ada = await opened(at);
  await ada.keys('enter', 'R');
  const text = () => textOf(ada.state().composer?.editor as never);
  expect(text()).toBe('> Line one\n>\n> Line two\n\n');
  ada.type('Mine.');
  await ada.keys('escape', 'R');
  expect(text()).toBe('> Line one\n>\n> Line two\n\nMine.\n\n> Line one\n>\n> Line two\n\n');
});

test('g d lists the drafts of all tickets and opens one where it was left', async () => {
  await using at = await scene();
  await using ada = await opened(at);
  await ada.keys('g', 'd');
  expect(ada.screen()).toContain('There are no drafts.');
  await ada.keys('n');
  ada.type('Ask Bo about this');
  await ada.keys('escape', 'q', 'j', 'g', 'd');
  expect(ada.screen()).toMatch(new RegExp(`#${at.ticket.number} internal note +Ask Bo about this`));
  await ada.keys('enter');
  expect(ada.state().composer).toMatchObject({ kind: 'note', ticketId: at.ticket.id });
});

test('f narrows the list to tickets like the one under the cursor', async () => {
  await using at = await scene();
  await using ada = await opened(at);
  await ada.keys('f', 'enter');
  expect(ada.state().query).toBe('is:open from:maria@acme.example');
  expect(ada.state().list.rows.map((row) => row.id)).toEqual([at.ticket.id]);
});

test('f narrows by a tag, a team and a property too', async () => {
  await using at = await scene();
  const bo = await at.desk.world.as(at.bo);
  const { number } = at.ticket;
  await bo.properties.create.mutate({
    key: 'plan',
    label: 'Plan',
    type: 'select',
    options: ['Team plus', 'Pro'],
  });
  await bo.tickets.setProperty.mutate({ ticket: number, values: [{ key: 'plan', value: 'Team plus' }] });
  await bo.tickets.tag.mutate({ ticket: number, add: ['billing'], remove: [] });
  for (const [typed, term] of [
    ['billing', 'tag:billing'],
    ['same Plan', 'property.plan:"Team plus"'],
  ] as const) {
    await using ada = await opened(at);
    await ada.keys('f');
    ada.type(typed);
    await ada.keys('enter');
    expect(ada.state().query).toBe(`is:open ${term}`);
    expect(ada.state().list.rows.map((row) => row.number)).toEqual([number]);
  }
});

test('Esc leaves a query for the view that was shown before it', async () => {
  await using at = await scene();
  await using ada = await opened(at);
  await ada.keys('2');
  const { query } = ada.state();
  await ada.keys('f', 'enter');
  expect(ada.state().view).toBeNull();
  await ada.keys('escape');
  expect(ada.state()).toMatchObject({ view: 1, query });
});

test('e marks as read and as unread again, for every machine of the agent and for nobody else', async () => {
  await using at = await scene();
  await using ada = await opened(at);
  const unread = async (who = at.ada) => {
    const client = await at.desk.world.as(who);
    return (await client.tickets.list.query({ query: 'is:unread' })).items.map(({ number }) => number);
  };
  const { number } = at.ticket;
  expect(ada.screen()).toContain(`›● ${number}`);
  await ada.keys('e');
  expect(ada.screen()).not.toContain('›●');
  expect(ada.screen()).toContain(`#${number} is read.`);
  await vi.waitFor(async () => expect(await unread()).toEqual([]));
  await ada.keys('enter', 'e');
  expect(ada.screen()).toContain(`#${number} is unread, for you alone. e marks as read.`);
  await ada.keys('q');
  expect(ada.screen()).toContain(`›● ${number}`);
  await vi.waitFor(async () => expect(await unread()).toEqual([number]));
  await ada.keys('e');
  await vi.waitFor(async () => expect(await unread()).toEqual([]));
  expect(await unread(at.bo)).toEqual([number]);
  await using again = await opened(at);
  expect(again.state().unread.size).toBe(0);
});

test('h shows all that was done to the ticket, up to date; h or q goes back', async () => {
  await using at = await scene();
  await using ada = await opened(at, { size: { columns: 80, rows: 24 } });
  await ada.keys('a', 'm', 'h');
  expect(ada.screen()).toMatch(/#\d+ · History +3 events/);
  expect(ada.screen()).toContain('assigned to Ada Okafor · Ada Okafor');
  const bo = await at.desk.world.as(at.bo);
  await bo.tickets.close.mutate({ ticket: at.ticket.id });
  await ada.until(() => ada.screen().includes('closed · Bo Lindqvist'));
  await ada.keys('h');
  expect(ada.state().page).toBeNull();
  await ada.keys('h', 'q');
  expect(ada.screen()).toContain('is:open');
});

test('i shows who asked, with their tickets', async () => {
  await using at = await scene();
  await at.desk.world.ticket({ from: at.maria, subject: 'Printer on fire' });
  await using ada = await opened(at);
  await ada.keys('enter', 'i');
  expect(ada.screen()).toMatch(/Maria López\n E-mail +maria@acme\.example/);
  expect(ada.screen()).toContain('2 open, 0 closed');
  expect(ada.screen()).toMatch(/Printer on fire +new/);
  await ada.keys('escape');
  expect(ada.state().page).toBeNull();
  expect(ada.state().openId).not.toBeNull();
});
