/** The pages of the inbox in sentences: history, contact, what a customer sees, the outbox, the portal's settings. */
import { displayText } from '@postern/core/words';
import { textOf } from '../editor/editor.ts';
import type { InboxState } from '../store/model.ts';
import {
  type OutboxRow,
  type OutboxScreen,
  outboxCursor,
  outboxRows,
  rowLabel,
  rowState,
} from '../store/outbox-rows.ts';
import type { Page } from '../store/pages.ts';
import {
  enterWords,
  type PortalRow,
  type PortalScreen,
  portalRows,
  rowAtPortalCursor,
} from '../store/portal-model.ts';
import type { SightView } from '../store/safe-sight.ts';
import type { Sight } from '../store/sight.ts';
import { withOwnMoments } from '../text/later.ts';
import { propertyFacts } from '../views/sides.ts';
import { momentText } from '../views/times.ts';
import { ticketSentence } from './plain-text.ts';

/** Where somebody is: said whole on arrival, and after that only the row under the cursor when it changes. */
export interface PlainPlace {
  name: string;
  all: string;
  here: string;
}

/** The page that lies over the list or the thread; null where there is none. */
export function pagePlace(state: InboxState): PlainPlace | null {
  const { portal, outbox, page, sight } = state;
  if (portal) return portalPlace(portal);
  if (outbox) return outboxPlace(state, outbox);
  if (page) return whole(`page ${page.kind}`, pageText(state, page));
  return sight ? whole(`sight ${sight.index}`, sightText(state, sight)) : null;
}

/** A place that is said as one. */
export const whole = (name: string, all: string): PlainPlace => ({ name, all, here: all });

function pageText(state: InboxState, page: Page): string {
  const { number, history, contact, output } = page;
  if (page.problem) return page.problem;
  if (output) return [`${output.title}:`, ...output.lines].join('\n');
  if (history)
    return [
      `History of ${number}: ${counted(history.length, 'event')}.`,
      ...history.map(
        ({ at, who, text }) => `${momentText(at, state.now)}: ${withOwnMoments(text, state.now)}, by ${who}.`,
      ),
    ].join('\n');
  if (!contact) return 'The desk has not answered yet.';
  const properties = propertyFacts(state, page.ticketId);
  const facts = (each: readonly (readonly [string, string])[]) =>
    each.map(([label, value]) => `${label}: ${value}.`);
  return [
    `Contact of ${number}: ${contact.name}.`,
    ...facts(contact.facts),
    ...(properties.length > 0 ? ['This ticket:', ...facts(properties)] : []),
    'Their newest tickets:',
    ...contact.tickets.map((row) => ticketSentence(row, state)),
  ].join('\n');
}

function sightText(state: InboxState, { view, problem, people, index, number }: Sight): string {
  if (problem) return problem;
  if (!view) return 'The desk has not answered yet.';
  const who = view.contact ?? people[index]?.name ?? 'nobody';
  const others = people.length > 1 ? ` Person ${index + 1} of ${people.length}; type tab for the next.` : '';
  return [
    `WHAT THE CUSTOMER SEES of ${number}. ${who} ${view.isVisible ? 'sees' : 'does not see'} this ticket now.${others}`,
    ...view.gates.map(({ name, isOpen, detail }) => `${isOpen ? 'open' : 'SHUT'}, ${name}: ${detail}`),
    ...customersPage(view, state.now),
  ].join('\n');
}

function customersPage(view: SightView, now: number): string[] {
  return [
    view.isVisible ? 'The page, as the customer has it:' : 'The page, once every gate is open:',
    `${view.subject}, ${view.label}, last activity ${momentText(view.lastActivityAt, now)}.`,
    ...view.properties.map(({ label, value }) => `${label}: ${value}.`),
    ...view.messages.map(({ author, at, text, files }) => {
      const by = {
        you: `the customer (${author.name})`,
        agent: `${author.name}, support`,
        contact: author.name,
      };
      const attached = files.map((file) => `\nFile: ${file}`).join('');
      return `By ${by[author.kind]}, ${momentText(at, now)}:\n${text}${attached}`;
    }),
    view.leftOut
      ? `End of the page. Left out: ${view.leftOut}.`
      : 'End of the page. Nothing is left out: there are no notes, and every message is shown.',
  ];
}

function outboxPlace(state: InboxState, screen: OutboxScreen): PlainPlace {
  const rows = outboxRows(state);
  const selected = rows[outboxCursor(state, rows)];
  if (!selected) return whole('outbox 0', 'The outbox is empty.');
  const wait = rows.length === 1 ? '1 waits or has failed' : `${rows.length} wait or have failed`;
  return {
    name: `outbox ${rows.map(({ id }) => id).join()}`,
    all: [
      `Outbox: ${wait}.`,
      ...rows.map((each, at) => `${at + 1}: ${rowLabel(each)}, ${rowState(each, state)}.`),
    ].join('\n'),
    // Without the seconds that are left: nobody wants to hear those go by.
    here: outboxRowText(selected, screen),
  };
}

function outboxRowText(row: OutboxRow, { readers }: OutboxScreen): string {
  if (row.kind === 'failed') return `${rowLabel(row)}: ${row.item.reason}`;
  const body = row.kind === 'held' ? row.reply.text : 'body' in row.act.deed ? row.act.deed.body : '';
  const text = displayText(body, { multiline: true });
  const asks = readers?.id === row.id ? `\nPUBLIC REPLY to ${readers.names}: ctrl+s sends it.` : '';
  return `${rowLabel(row)}.${text === '' ? '' : `\n${text}`}${asks}`;
}

function portalPlace(portal: PortalScreen): PlainPlace {
  if (!portal.isLoaded) return whole('portal before', 'The desk has not answered yet.');
  const rows = portalRows(portal);
  const missing = portal.items.filter(({ state }) => state === 'missing').map(({ label }) => label);
  return {
    name: 'portal',
    all: [
      `Customer portal, ${portal.isOn ? 'on' : 'off'}: ${portal.title}, ${portal.address}.`,
      missing.length > 0 ? `Missing: ${missing.join(', ')}.` : 'Nothing is missing.',
      ...(portal.mayChange ? [] : ['Only to look at: changing needs the permission portal.settings.']),
      ...rows.map((row, at) => `${at + 1}: ${portalRowText(row)}`),
    ].join('\n'),
    here: portalHere(portal),
  };
}

function portalRowText({ item, setting }: PortalRow): string {
  if (setting) return `${setting.key}: ${setting.shown}`;
  return [item.state, item.label, item.detail].filter(Boolean).join(', ');
}

/** The row under the cursor with what it is about, or what has to be read first. */
function portalHere(portal: PortalScreen): string {
  const row = rowAtPortalCursor(portal);
  if (portal.notice) return portal.notice.text;
  if (!row) return '';
  const about = row.setting ? `\n${row.setting.about}. Takes ${row.setting.takes}.` : '';
  return `${portalRowText(row)}${about}\nenter: ${enterWords(row)}.`;
}

/** What is asked next on a page. */
export function pagePrompt({ portal, outbox, sight }: InboxState): string | null {
  if (portal?.field) {
    const now = textOf(portal.field.editor);
    return `${portal.field.label}, now ${now === '' ? 'empty' : now}. New value, .empty for none, or nothing to leave it: `;
  }
  if (portal) return 'Portal settings. Number of a line, command, or ?: ';
  if (outbox) return 'Outbox. Number of a line, command, or ?: ';
  return sight ? 'What the customer sees. Command, or ?: ' : null;
}

const counted = (count: number, what: string) => (count === 1 ? `1 ${what}` : `${count} ${what}s`);
