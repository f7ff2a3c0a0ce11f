/** With several desks every screen names the one it is of, in its colour; with one there is no stripe. */
import { expect, test } from 'vitest';
import { sampleState, sampleTicket, seeing, settingUp, writing } from '../../testing/sample-state.ts';
import { createEditor } from '../editor/editor.ts';
import { commands } from '../keys/commands.ts';
import type { InboxState } from '../store/model.ts';
import { unicodeGlyphs } from '../text/glyphs.ts';
import { createTheme } from '../text/theme.ts';
import { paint } from './line.ts';
import { drawScreen } from './screen.ts';

const look = { glyphs: unicodeGlyphs, isAscii: false, commands };
const ticket = sampleTicket(1_001, 'Cannot sign in');

function places(columns: number): [string, InboxState][] {
  const state = { ...sampleState(columns, 24, ['Cannot sign in']), desk: 'acme', stripe: 'red' as const };
  const page = {
    kind: 'history' as const,
    ticketId: ticket.id,
    number: 1_001,
    email: null,
    top: 0,
    problem: null,
  };
  return [
    ['list', state],
    ['thread', { ...state, openId: ticket.id }],
    ['reply', writing(state, 'reply', ticket, 'Hi')],
    ['note', writing(state, 'note', ticket, 'Hi')],
    ['outbox', { ...state, outbox: { index: 0, id: null, readers: null } }],
    ['page', { ...state, page: { ...page, history: [], contact: null, output: null } as InboxState['page'] }],
    ["customer's view", seeing(state, 'Hi')],
    ['portal', settingUp(state, 'Hi')[0] as InboxState],
    ['help', { ...state, help: { top: 0, context: 'list', editor: createEditor('') } }],
  ];
}

const firstLine = (state: InboxState) => drawScreen(state, look).lines[0] ?? [];
const spansOf = (state: InboxState) => firstLine(state).flatMap(({ spans }) => spans);

test.each([40, 80, 120])(
  'at %d columns each place begins with the name of the desk in its colour',
  (columns) => {
    for (const [place, state] of places(columns)) {
      const [first] = spansOf(state);
      expect([place, first]).toEqual([place, { text: ' acme ', role: 'stripeRed' }]);
      const alone = spansOf({ ...state, stripe: null });
      expect(alone.map(({ role }) => role)).not.toContain('stripeRed');
    }
  },
);

test('the colour is painted as it is, beside the header and not under it', () => {
  const [, list] = places(80)[0] as [string, InboxState];
  const { style, paint: inRole, ...theme } = createTheme({ depth: 'truecolor', background: 'dark' });
  const line = paint(firstLine(list), { style, paint: inRole, ...theme });
  expect(line.startsWith(inRole('stripeRed', ' acme '))).toBe(true);
  expect(style('stripeRed').bg).not.toEqual(style('header').bg);
});

test('a long name leaves room for the ticket, and the frame of a text names the desk where it fits', () => {
  const [, thread] = places(40)[1] as [string, InboxState];
  const text = spansOf({ ...thread, desk: 'the-support-desk-of-acme' }).map((each) => each.text);
  expect(text.join('')).toMatch(/^ the-suppo… {2}#1001 /);
  for (const at of [2, 3]) {
    const [, composing] = places(120)[at] as [string, InboxState];
    const lines = drawScreen(composing, look).lines.map((line) =>
      line.flatMap(({ spans }) => spans.map((each) => each.text)).join(''),
    );
    expect(lines.find((line) => /PUBLIC REPLY|INTERNAL NOTE · team/.test(line))).toContain('#1001 · acme');
  }
});
