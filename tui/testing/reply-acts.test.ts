/** What a snippet does beside its words: shown in the frame, done with the reply in one step, kept and taken off. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commands } from '../src/keys/commands.ts';
import type { Composer } from '../src/store/model.ts';
import { actsIn, joinedActs } from '../src/store/reply-acts.ts';
import { unicodeGlyphs } from '../src/text/glyphs.ts';
import { drawScreen } from '../src/views/screen.ts';
import { openedInbox } from './agent-inbox.ts';
import { sampleState, sampleTicket, writing } from './sample-state.ts';
import { type Scene, scene } from './scene.ts';

/** Ada at Maria's ticket, and a snippet that tags and closes. */
async function withSnippet(at: Scene, wish: Parameters<typeof openedInbox>[1] = {}) {
  const bo = await at.desk.world.as(at.bo);
  const actions = { addTags: ['refund'], close: true as const };
  await bo.snippets.create.mutate({ name: 'refunded', body: 'You have it back.', actions });
  const ada = await openedInbox(at, { query: `number:${at.ticket.number}`, ...wish });
  const ticket = async () => {
    const { tags, status } = await bo.tickets.view.query({ ticket: at.ticket.id });
    return { tags, status };
  };
  return { ada, ticket };
}

const untouched = { tags: [], status: 'open' };
const done = { tags: ['refund'], status: 'closed' };
const frame = /will also: close, tag refund · Alt\+t takes it off/;

test('the frame says what sending will also do, and the ticket stands so with the reply', async () => {
  await using at = await scene();
  const { ada, ticket } = await withSnippet(at);
  await using _ada = ada;
  await ada.keys('r');
  await ada.keys('ctrl+k');
  expect(ada.screen()).toMatch(/refunded +\(close, tag refund\) You have it back\./);
  await ada.keys('enter');
  expect(ada.screen()).toMatch(frame);
  expect(await ticket()).toEqual(untouched);
  await ada.keys('ctrl+s');
  expect(ada.screen()).toContain('Also done: close, tag refund.');
  expect(await ticket()).toEqual(done);
});

test('behind a word a snippet begins a paragraph, behind a space it goes on in the line', async () => {
  await using at = await scene();
  const { ada } = await withSnippet(at);
  await using _ada = ada;
  const lines = () => ada.state().composer?.editor.lines;
  await ada.keys('r');
  ada.type('We looked.');
  await ada.keys('ctrl+k');
  await ada.keys('enter');
  expect(lines()).toEqual(['We looked.', '', 'You have it back.']);
  ada.type(' ');
  await ada.keys('ctrl+k');
  await ada.keys('enter');
  expect(lines()).toEqual(['We looked.', '', 'You have it back. You have it back.']);
});

test('the draft keeps them; taken off, the text goes alone; a note does none of it', async () => {
  await using at = await scene();
  const { ada, ticket } = await withSnippet(at);
  await using _ada = ada;
  await ada.keys('r');
  await ada.keys('ctrl+k');
  await ada.keys('enter');
  await ada.keys('escape');
  await using again = await openedInbox(at, { query: `number:${at.ticket.number}`, folder: ada.folder });
  await again.keys('r');
  expect(again.screen()).toMatch(frame);
  await again.keys('alt+t');
  expect(again.screen()).toContain('Sending only sends now. Taken off: close, tag refund.');
  expect(again.screen()).not.toMatch(frame);
  await again.keys('ctrl+s');
  expect(again.screen()).toContain('Reply sent to Maria López');
  await again.keys('n');
  await again.keys('ctrl+k');
  await again.keys('enter');
  expect(again.screen()).toContain('a note does not do the rest: close, tag refund.');
  await again.keys('ctrl+n');
  expect(await ticket()).toEqual(untouched);
});

test('they wait with a reply that waits, and come back with it', async () => {
  await using at = await scene();
  const { ada, ticket } = await withSnippet(at, { holdSeconds: 10 });
  await using _ada = ada;
  await ada.keys('r');
  await ada.keys('ctrl+k');
  await ada.keys('enter');
  await ada.keys('ctrl+s');
  await ada.until((state) => state.held.length === 1 && state.composer === null);
  await ada.quiet();
  expect(ada.screen()).toContain('not sent yet, will also: close, tag refund');
  await ada.keys('u');
  await ada.until((state) => state.composer !== null);
  expect(ada.screen()).toMatch(frame);
  expect(await ticket()).toEqual(untouched);
  await ada.keys('ctrl+s');
  await ada.keys('!');
  expect(await ticket()).toEqual(done);
});

test('without a connection they wait with their reply, come back with it, and are done when it goes out', async () => {
  await using at = await scene();
  const { ada, ticket } = await withSnippet(at);
  await using _ada = ada;
  await ada.keys('r');
  await ada.keys('ctrl+k');
  await ada.keys('enter');
  await at.desk.cut();
  await ada.until(({ connection }) => connection.kind === 'reconnecting');
  ada.press('ctrl+s');
  await ada.until(({ composer, offline }) => composer === null && offline.length === 1);
  ada.press('u');
  await ada.until(({ composer, offline }) => composer !== null && offline.length === 0);
  expect(ada.screen()).toMatch(frame);
  ada.press('ctrl+s');
  await ada.until(({ composer, offline }) => composer === null && offline.length === 1);
  await at.desk.mend();
  ada.press('ctrl+l');
  await ada.until(({ connection, offline }) => connection.kind === 'live' && offline.length === 0);
  await ada.quiet();
  expect(await ticket()).toEqual(done);
});

test('they go along to another machine; where a draft is gone on with without them, there or as a note, that is said', async () => {
  await using at = await scene();
  const { ada } = await withSnippet(at);
  await using _ada = ada;
  await ada.keys('r');
  await ada.keys('ctrl+k');
  await ada.keys('enter');
  await ada.keys('escape');
  expect(ada.screen()).toContain(
    'Draft kept; r opens it. Still to be done when it is sent: close, tag refund.',
  );
  {
    await using elsewhere = await openedInbox(at, { query: `number:${at.ticket.number}` });
    await elsewhere.keys('r');
    await elsewhere.until(({ composer }) => composer?.editor.lines[0] === 'You have it back.');
    expect(elsewhere.screen()).toMatch(frame);
    await elsewhere.keys('alt+t');
    expect(elsewhere.screen()).not.toMatch(frame);
    elsewhere.type('Soon. ');
    await elsewhere.keys('escape');
    await elsewhere.quiet();
    expect(elsewhere.screen()).toContain('Draft kept. r opens it again.');
  }
  ada.press('r');
  ada.type('Now. ');
  await ada.until(({ composer }) => composer?.other !== null);
  await ada.keys('alt+o');
  expect(ada.screen()).toContain('Your other draft, without: close, tag refund. Alt+o goes back.');
  expect(ada.screen()).not.toMatch(frame);
  await ada.keys('alt+o');
  expect(ada.screen()).toContain('Your other draft. Alt+o goes back.');
  expect(ada.screen()).toMatch(frame);
  ada.inbox.composing.convert('note');
  await ada.quiet();
  expect(ada.screen()).toContain('Ctrl+N keeps it, and nothing else is done: not close, tag refund.');
});

test.each([
  [80, 24],
  [60, 24],
  [40, 24],
  [40, 10],
])(
  'however much sending does beside, in %i×%i closing stands in the frame, and the key against it',
  async (columns, rows) => {
    const tags = Array.from({ length: 30 }, (_, index) => `tag-number-${index}`);
    const state = sampleState(columns, rows, ['Text']);
    const written = writing(state, 'reply', sampleTicket(1_001, 'Text'), 'Hi');
    for (const acts of [
      { addTags: tags, close: true as const },
      { addTags: tags.slice(0, 3), stage: 'Solved' },
    ]) {
      const composer = { ...(written.composer as Composer), acts };
      const lines = drawScreen(
        { ...written, composer },
        { glyphs: unicodeGlyphs, isAscii: false, commands },
      ).lines.map((line) => line.flatMap(({ spans }) => spans.map(({ text }) => text)).join(''));
      expect(lines).toHaveLength(rows);
      expect(lines.join('\n')).toContain(acts.close ? 'will also: close, ' : 'will also: move to Sol');
      expect(lines.join('\n')).toMatch(columns < 60 ? /Alt\+t off/ : /Alt\+t (?:takes it )?off/);
      if (!acts.close && rows > 10) expect(lines.join('')).toContain('tag-number-2');
    }
  },
);

test('whatever snippets come together, a tag is not put on and taken off, and a ticket ends in one place', () => {
  const tags = fc.option(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }), { nil: undefined });
  const one = fc
    .record({
      addTags: tags,
      removeTags: tags,
      place: fc.constantFrom({ stage: 'New' }, { close: true as const }, {}),
    })
    .map(({ addTags, removeTags = [], place }) => ({
      ...(addTags && { addTags }),
      ...(removeTags.length > 0 && { removeTags: removeTags.filter((tag) => !addTags?.includes(tag)) }),
      ...place,
    }));
  fc.assert(
    fc.property(one, one, (earlier, later) => {
      const joined = joinedActs(earlier, later);
      expect(joined?.addTags?.filter((tag) => joined.removeTags?.includes(tag)) ?? []).toEqual([]);
      expect(joined?.stage !== undefined && joined.close === true).toBe(false);
      expect(joined?.addTags ?? []).toEqual(expect.arrayContaining(later.addTags ?? []));
      const { stage, close } = later as { stage?: string; close?: true };
      if (stage ?? close) expect([joined?.stage, joined?.close]).toEqual([stage, close]);
    }),
  );
  expect(actsIn({ close: true, run: 'rm' })).toBeNull();
  expect(actsIn(JSON.parse(JSON.stringify({ addTags: ['a'], close: true })))).toEqual({
    addTags: ['a'],
    close: true,
  });
});
