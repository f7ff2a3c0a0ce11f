/** Believable states of the inbox, with the texts that break screens: wide, joined, right to left, and hostile ones. */
import { displayText } from '@postern/core/client';
import { createEditor } from '../src/editor/editor.ts';
import {
  type Composer,
  type Entry,
  firstState,
  type InboxState,
  type Ticket,
  type TicketRow,
  type WritingKind,
} from '../src/store/model.ts';
import { firstPortal, type PortalScreen, toPortal } from '../src/store/portal-model.ts';
import { safeSight } from '../src/store/safe-sight.ts';
import type { Sight } from '../src/store/sight.ts';

/** What a hostile or merely foreign customer may write, as it arrives. */
export const foreignTexts = [
  'Cannot sign in to the portal',
  'ログインできません。リダイレクトの後、ページが空白のままです',
  'الأرقام معكوسة في ملف PDF لفواتير الشحن',
  'אפשר לסגור הזמנות ביום שישי בצהריים?',
  '👨‍👩‍👧‍👦 family 👍🏽 flag 🇩🇪 keycap 1️⃣ heart ❤️',
  'ระบบช้ามากในช่วงบ่ายของทุกวัน ऐप में ट्रक की लोकेशन',
  'Z̸̧̢̛͖̲͈͔̰̤̫͉̱͎͉̄͒̆̌̓̾͛a̶͇͝l̷g̵o̴',
  '\u001b[2J\u001b[31mred\u001b]0;title\u0007\u001b]52;c;ZXZpbA==\u0007',
  'bidi \u202egnirts\u202c and zero\u200bwidth\u2066 iso',
  'tab\there and\r\nline and \u009b31m c1',
  'x'.repeat(500),
  '日'.repeat(300),
  '',
] as const;

const me = { name: 'Ada Okafor', email: 'ada@postern.example' };
const at = Date.parse('2026-11-03T09:30:00Z');

/** A ticket whose every text is `text`, made safe as on arrival. */
export function sampleTicket(number: number, text: string, patch: Partial<Ticket> = {}): Ticket {
  const line = displayText(text);
  const entry = (kind: Entry['kind'], id: string, more: Partial<Entry>): Entry => ({
    kind,
    id: `${id}${number}`,
    at: at - number * 60_000,
    author: { kind: 'contact', name: line || 'Somebody' },
    direction: null,
    source: '',
    ticket: id === 'f' ? 1001 : null,
    text: displayText(text, { multiline: true }),
    files: [],
    delivery: [],
    ...more,
  });
  return {
    id: `tkt_${number}`,
    number,
    subject: line,
    status: number % 5 === 0 ? 'closed' : 'open',
    stage: ['New', 'Waiting on us', 'Waiting on customer', line][number % 4] as string,
    priority: (['low', 'normal', 'high', 'urgent'] as const)[number % 4] as TicketRow['priority'],
    pipeline: number % 3 === 0 ? line : 'Support',
    requester: number % 7 === 0 ? null : { name: line || 'Somebody', email: 'somebody@customer.example' },
    organization: number % 2 === 0 ? line : null,
    assignee: number % 3 === 0 ? null : { name: line || me.name, email: me.email },
    tags: number % 4 === 0 ? ['billing', line] : [],
    properties: number % 2 === 0 ? null : [{ key: 'plan', label: line, value: text }],
    mergedInto: null,
    team: number % 8 === 3 ? line : null,
    isDeleted: number % 11 === 4,
    followers: null,
    contacts: null,
    linked: null,
    reading: null,
    snoozed: number % 6 === 1 ? { until: number % 4 === 1 ? null : at + 86_400_000 } : null,
    createdAt: at - 86_400_000,
    lastActivityAt: at - number * 3_600_000,
    version: 1,
    timeline: [
      entry('message', 'a', { direction: 'in', source: 'portal' }),
      entry('note', 'b', { author: { kind: 'agent', name: me.name }, source: 'slack' }),
      entry('event', 'c', { text: `assigned to ${line}` }),
      entry('event', 'd', { text: 'closed' }),
      entry('message', 'e', {
        ...{ direction: 'out', author: { kind: 'agent', name: me.name }, source: 'tui' },
        delivery: [
          { to: line || 'Somebody', state: 'sent', at, reason: null },
          { to: line || 'Somebody', state: 'failed', at, reason: line },
        ],
      }),
      entry('message', 'f', { direction: 'in', source: 'email' }),
    ],
    links:
      number % 3 === 1 ? [{ number: 1001, subject: line, isClosed: false, what: 'a child of this' }] : [],
    drafters: [],
    audience: {
      to: [{ name: line || 'Somebody', email: 'somebody@customer.example', sees: true }],
      hash: 'hash',
    },
    ...patch,
  };
}

/** The inbox with these texts in every place a text can be. */
export function sampleState(
  columns: number,
  rows: number,
  texts: readonly string[] = foreignTexts,
): InboxState {
  const tickets = texts.map((text, index) => sampleTicket(1_001 + index, text));
  return {
    ...firstState({ desk: 'acme-support', isReadOnly: false, size: { columns, rows }, now: at }),
    me,
    connection: { kind: 'live' },
    counts: [7, 12, 31, 118, 1_000],
    found: 118,
    list: {
      rows: tickets,
      nextCursor: null,
      isLoading: false,
      isLoaded: true,
      cursorId: tickets[0]?.id ?? null,
      top: 0,
      arrivals: [],
    },
    previewId: tickets[0]?.id ?? null,
    tickets: new Map(tickets.map((ticket) => [ticket.id, ticket])),
    unread: new Set(tickets.slice(1, 3).map((ticket) => ticket.id)),
    drafts: new Map([[tickets[3]?.id ?? '', ['reply']]]),
    newFrom: new Map(tickets.map((ticket) => [ticket.id, ticket.timeline[5]?.id ?? ''])),
  };
}

/** The state with a composer open on a ticket. */
export function writing(state: InboxState, kind: WritingKind, ticket: Ticket, text: string): InboxState {
  const composer: Composer = {
    kind,
    ticketId: ticket.id,
    number: ticket.number,
    subject: ticket.subject,
    customer: ticket.requester?.name ?? 'the customer',
    editor: createEditor(text),
    top: 0,
    requestId: 'request-0001',
    audience: ticket.audience,
    knownMessages: 2,
    arrived: { count: 0, from: '' },
    askedFor: 0,
    leaksAskedFor: null,
    hasAskedForWriter: false,
    isSending: false,
    files: [],
    acts: kind === 'reply' && ticket.number % 2 === 0 ? { addTags: [text], close: true } : null,
    uploading: null,
    ...{ seen: null, other: null },
    savedAt: at,
  };
  return { ...state, openId: ticket.id, composer };
}

/** The state with the customer's view of a ticket open; `text` is in every place that a customer can write in. */
export function seeing(state: InboxState, text: string, patch: Partial<Sight> = {}): InboxState {
  const view = safeSight({
    number: 1_001,
    contact: { name: 'Maria López', email: 'maria@acme.example' },
    visible: false,
    gates: [
      { name: 'portal', pass: true, detail: 'The portal "Acme Support" is on.' },
      { name: 'filter', pass: false, detail: 'pipeline:Support leaves it out.' },
      { name: 'contact', pass: true, detail: text },
    ],
    page: {
      number: 1_001,
      subject: text,
      status: 'open',
      statusLabel: 'Waiting for you',
      isWaitingForYou: true,
      createdAt: new Date(at).toISOString(),
      lastActivityAt: new Date(at - 16 * 60_000).toISOString(),
      requester: { name: 'Maria López' },
      messages: [
        {
          id: 'a',
          at: new Date(at).toISOString(),
          author: { kind: 'you', name: 'Maria López' },
          channel: 'portal',
          text,
          attachments: [{ id: 'att_1', fileName: text, bytes: 12_000, mediaType: 'image/png' }],
        },
        {
          id: 'b',
          at: new Date(at).toISOString(),
          author: { kind: 'agent', name: text },
          channel: 'email',
          text,
          attachments: [],
        },
      ],
      canClose: true,
      canReopen: false,
      properties: [{ label: text, type: 'text', value: text }],
      replyOutcome: 'added',
    },
    conversations: [],
    keptBack: { notes: 2, messages: [] },
  });
  const people = [
    { name: 'Maria López', email: 'maria@acme.example' },
    { name: displayText(text) || 'Somebody', email: 'ivan@acme.example' },
  ];
  const sight: Sight = {
    ticketId: 'tkt_1001',
    number: 1_001,
    people,
    index: 0,
    view,
    problem: null,
    top: 0,
    ...patch,
  };
  return { ...state, sight };
}

/** The portal's settings in their states, with `text` in every place that a person can write in. */
export function settingUp(state: InboxState, text: string): InboxState[] {
  const setting = (key: string, choices: readonly string[] | null) => ({
    key,
    value: text,
    shown: text,
    about: text,
    takes: text,
    choices,
    givenAs: 'line' as const,
  });
  const portal: PortalScreen = toPortal(firstPortal, {
    status: {
      title: text,
      address: 'http://127.0.0.1:4000/support',
      isOn: false,
      isReady: false,
      revision: 3,
      items: [
        { key: 'domain', label: 'Domain', state: 'done', detail: text, next: null },
        { key: 'sign-in', label: 'Sign-in', state: 'missing', detail: text, next: text },
        { key: 'filter', label: 'Filter', state: 'advice', detail: text, next: text },
        { key: 'switch', label: 'On or off', state: 'advice', detail: text, next: null },
      ],
    },
    settings: {
      revision: 3,
      items: [
        setting('title', null),
        setting('sign-in', ['registration', 'sso', 'none']),
        setting('kb.link', ['yes', 'no']),
        setting('filter', null),
      ],
    },
    host: '127.0.0.1:4000',
    mayChange: true,
  });
  const field = {
    purpose: { kind: 'setting', key: 'title' },
    label: 'title',
    editor: createEditor(text, { singleLine: true }),
    problem: null,
    isSaving: false,
  } as const;
  const safe = displayText(text, { multiline: true });
  return [
    { ...state, portal },
    { ...state, portal: { ...portal, cursorId: 'set:sign-in', mayChange: false } },
    {
      ...state,
      portal: { ...portal, cursorId: 'switch', notice: { tone: 'bad', text: `${safe}\n${safe}` } },
    },
    { ...state, portal: { ...portal, cursorId: 'set:title', field } },
    { ...state, portal: { ...portal, cursorId: 'set:title', field: { ...field, problem: safe } } },
    { ...state, portal, question: { kind: 'switch', to: 'on', address: safe } },
    { ...state, portal, question: { kind: 'filter', query: text } },
  ];
}
