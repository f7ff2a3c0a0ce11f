/** The last lines of the screen: what can be pressed here, what has happened, and the word for where one is. */
import type { CommandId } from '../keys/commands.ts';
import { hints } from '../keys/help.ts';
import { arrivedWords } from '../store/composing-words.ts';
import type { InboxState, Status } from '../store/model.ts';
import { leavesWords } from '../store/outbox-rows.ts';
import { selectedRows } from '../store/selection.ts';
import type { Role, Span } from '../text/theme.ts';
import { wrap } from '../text/wrap.ts';
import { hintWords } from './hint-view.ts';
import { layoutOf } from './layout.ts';
import { ends, type Line, span, widthOf } from './line.ts';
import { arrivalSpans } from './list-view.ts';
import { dot, type Look } from './look.ts';
import { clockSeconds } from './times.ts';

// In a window of 80 columns the palette is named, which finds all that is not.
const listHints: CommandId[] = [
  ...(['ticket.open', 'ticket.reply', 'ticket.note', 'ticket.assign', 'palette.open'] as const),
  ...(['ticket.close', 'query.edit', 'ticket.more', 'move.down', 'app.help'] as const),
];
const selectionHints: CommandId[] = [
  ...(['select.toggle', 'ticket.assign', 'ticket.close', 'ticket.tag', 'query.clear'] as const),
  ...(['ticket.stage', 'ticket.snooze', 'ticket.priority', 'app.help'] as const),
];
const threadHints: CommandId[] = [
  ...([
    'ticket.reply',
    'ticket.note',
    'ticket.assign',
    'ticket.close',
    'sight.open',
    'ticket.more',
    'nav.back',
    'app.help',
  ] as const),
];

const composerHints: CommandId[] = [
  ...(['composer.snippet', 'composer.threadUp', 'composer.editor', 'composer.attach'] as const),
  ...(['composer.discard', 'app.help'] as const),
];
/** Columns from which on a composer's frame says how to leave it. */
const frameSaysAllFrom = 60;

/** The footer's lines; more of them where a question or an outcome needs them, and then they lie over the lines above. */
export function footLines(state: InboxState, look: Look): Line[] {
  const { columns } = state.size;
  const { footRows } = layoutOf(state);
  const status = statusSpan(state, look);
  const mode = [span(`${modeWord(state)} `, modeRole(state))];
  if (state.question && status && widthOf([status]) > columns - widthOf(mode) - 1)
    return questionLines(state, mode);
  const room = columns - widthOf(mode) - 1;
  const fits = !status || widthOf([status]) <= room;
  const hints = () => hintSpans(state, look);
  if (fits && footRows === 1) return [ends(columns, status ? [status] : hints(), mode)];
  if (fits) return [ends(columns, hints(), []), ends(columns, status ? [status] : [], mode)];
  // What has happened matters more than the hints, and until the next key also more than the lines above.
  const most = footRows + (state.status ? 2 : 0);
  const all = wrap(status.text.trimStart(), columns - 2);
  if (widthOf([span(all.at(-1) ?? '')]) > room - 1 && all.length < most) all.push('');
  const shown = all.length > most ? [...all.slice(0, most - 1), all.slice(most - 1).join(' ')] : all;
  return shown.map((line, index) =>
    ends(columns, [span(` ${line}`, status.role)], index === shown.length - 1 ? mode : []),
  );
}

/** All of a question: its beginning says what is done and its end which keys do it, so only its middle may be cut. */
function questionLines(state: InboxState, mode: readonly Span[]): Line[] {
  const { columns, rows } = state.size;
  const all = wrap(questionWords(state), columns - 2);
  if (widthOf([span(all.at(-1) ?? '')]) > columns - widthOf(mode) - 2) all.push('');
  const shown = all.length > rows ? [...all.slice(0, rows - 3), '…', ...all.slice(-2)] : all;
  return shown.map((line, index) =>
    ends(columns, [span(` ${line}`, 'warning')], index === shown.length - 1 ? mode : []),
  );
}

/** Where one is, in a word; beside a composer it says who will read the text. */
export function modeWord(state: InboxState): string {
  if (state.question) return 'QUESTION';
  if (state.help) return 'HELP';
  if (state.picker) return 'CHOOSE';
  if (state.queryEditor) return 'QUERY';
  if (state.composer) return state.composer.kind === 'reply' ? 'REPLY (PUBLIC)' : 'NOTE (TEAM)';
  if (state.portal) return state.portal.field ? 'SETTING' : 'PORTAL';
  if (state.outbox) return 'OUTBOX';
  if (state.page) return state.page.kind.toUpperCase();
  if (state.sight) return "CUSTOMER'S VIEW";
  const selected = state.openId === null ? selectedRows(state).length : 0;
  return selected > 0 ? `${selected} SELECTED` : 'NORMAL';
}

function modeRole({ composer, question, help, picker }: InboxState): Role {
  if (question || help || picker || !composer) return 'dim';
  return composer.kind === 'reply' ? 'publicMark' : 'noteFrame';
}

function hintSpans(state: InboxState, look: Look): Span[] {
  const room = state.size.columns - 2;
  const ids = idsFor(state);
  // The way to all other keys is never the one left out.
  const isTyping = state.composer !== null;
  const help = ids.includes('app.help') ? hints(['app.help'], room, look, isTyping) : [];
  const others = ids.filter((id) => id !== 'app.help');
  const helpColumns = help.reduce((sum, { keys, text }) => sum + keys.length + text.length + 3, 0);
  const shown = [...hints(others, room - helpColumns, look), ...help];
  return [
    span(' '),
    ...shown.flatMap(({ keys, text }, index): Span[] => [
      span(index === 0 ? '' : '  '),
      span(keys, 'key'),
      span(` ${text}`, 'dim'),
    ]),
  ];
}

function idsFor(state: InboxState): readonly CommandId[] {
  if (state.question) return ['confirm.yes', 'confirm.no'];
  if (state.help) return ['help.close', 'help.down'];
  if (state.picker) return ['picker.choose', 'picker.cancel'];
  if (state.queryEditor) return ['query.apply', 'query.complete', 'query.cancel'];
  if (state.composer) {
    // Its frame names the chord that ends it, and the way out where there is room.
    if (state.size.columns >= frameSaysAllFrom) return composerHints;
    const leave = state.composer.kind === 'reply' ? ('reply.send' as const) : ('note.keep' as const);
    return [leave, 'composer.leave'];
  }
  if (state.portal?.field) return ['field.save', 'field.cancel'];
  if (state.portal)
    return ['portal.change', 'portal.nextOpen', 'portal.preview', 'move.down', 'nav.back', 'app.help'];
  if (state.outbox)
    return state.outbox.readers
      ? ['outbox.confirm', 'outbox.takeBack', 'outbox.discard', 'nav.back', 'app.help']
      : ['outbox.takeBack', 'outbox.send', 'outbox.openTicket', 'outbox.discard', 'nav.back', 'app.help'];
  if (state.page?.contact) return ['page.openTicket', 'nav.back', 'move.down', 'app.help'];
  if (state.page) return ['nav.back', 'move.down', 'app.help'];
  if (state.sight) return ['sight.close', 'sight.nextPerson', 'move.down', 'app.help'];
  if (state.openId !== null) return threadHints;
  return selectedRows(state).length > 0 ? selectionHints : listHints;
}

const tones: Record<Status['tone'], Role> = {
  plain: 'dim',
  good: 'success',
  warning: 'warning',
  bad: 'error',
};

/** What the status line says: a question, a chord under way, the last outcome, or how the draft stands. */
function statusSpan(state: InboxState, look: Look): Span | null {
  const between = ` ${dot(look)} `;
  if (state.question) return span(` ${questionWords(state)}`, 'warning');
  if (state.chord) {
    const next = state.chord.next.map(({ key, title }) => `${key} ${title.toLowerCase()}`).join(between);
    return span(` ${state.chord.keys} …  ${next}`, 'key');
  }
  if (state.queryEditor?.problem) return span(` ${state.queryEditor.problem}`, 'error');
  if (state.status)
    return span(` ${signOf(state.status, look)}${state.status.text}`, tones[state.status.tone]);
  const waiting = state.composer || state.outbox ? null : heldSpan(state, look);
  if (waiting) return waiting;
  if (state.connection.kind === 'signedOut')
    return span(' Your session has ended. Drafts are kept. Quit, then type: postern auth login', 'warning');
  const { composer } = state;
  if (composer && composer.arrived.count > 0)
    return span(` ! ${arrivedWords(composer.arrived)} while you write${between}Ctrl+L look`, 'warning');
  if (composer) {
    const saved = composer.savedAt === null ? '' : `${between}draft ${clockSeconds(composer.savedAt)}`;
    return span(` #${composer.number} ${composer.subject}${saved}`, 'dim');
  }
  const hasListHead = layoutOf(state).kind !== 'compact' && state.openId === null;
  const arrivals = hasListHead ? null : arrivalSpans(state, look);
  const hint = hintWords(state);
  if (!arrivals && hint) return span(` ${hint}`, 'key');
  return arrivals && span(arrivals.map((each) => each.text).join(''), 'newMark');
}

/** `↗ PUBLIC REPLY to Maria López leaves in 9 s · u take back · ! now`; null while nothing waits. */
function heldSpan({ held, heldNow, size }: InboxState, look: Look): Span | null {
  const [next] = held.filter(({ state }) => state === 'held');
  const between = ` ${dot(look)} `;
  const all = held.length > 1 ? `${between}g o all ${held.length}` : '';
  if (next) {
    const leaves = leavesWords(next, heldNow);
    // Where there is little room, when it leaves and what stops it come before whose it is.
    const short = `${look.glyphs.publicArrow} ${leaves}: u back, ! now`;
    const full = `${look.glyphs.publicArrow} PUBLIC REPLY to ${next.to} ${leaves}${between}u take back${between}! now${all}`;
    return span(` ${size.columns < 60 ? short : full}`, 'publicMark');
  }
  const [stopped] = held;
  if (!stopped) return null;
  return span(
    ` ! A reply on #${stopped.number} was not sent: ${stopped.reason}${between}g o decides`,
    'warning',
  );
}

function signOf({ tone }: Status, { isAscii }: Look): string {
  if (tone === 'good') return isAscii ? 'ok ' : '✓ ';
  return tone === 'plain' ? '' : '! ';
}

/** The question in words, with what each key does. */
export function questionWords({ question, composer }: InboxState): string {
  if (question?.kind === 'search') return `Search for "${question.text}"? y looks for it, n leaves it.`;
  if (question?.kind === 'replaceView')
    return `There is a view "${question.wish.name}" with another query. y replaces it, n changes the name.`;
  if (question?.kind === 'typed') return question.words;
  if (question?.kind === 'weighed') return `${question.words} y does it, n leaves it.`;
  if (question?.kind === 'discardWaiting')
    return `Throw away ${question.words}? y throws it away, n keeps it.`;
  if (question?.kind === 'bulk') return `${question.words} y does it, n leaves them.`;
  if (question?.kind === 'filter') return 'Save this filter? y saves it, n changes it.';
  if (question?.kind === 'switch')
    return question.to === 'on'
      ? `Switch the portal on? Customers reach it at ${question.address}. y does, n leaves it off.`
      : 'Switch the portal off? Customers then see a neutral page. y does, n leaves it on.';
  const what = composer?.kind === 'note' ? 'this note' : 'this reply';
  return `Throw ${what} away? It cannot be brought back. y throws it away, n keeps it.`;
}
