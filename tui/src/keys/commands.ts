/** The one table of everything a key can do; the key map, the help screen, the hints line and docs/keys.md read it. */
import { type CommandShape, type Context, inGroup } from './command-shape.ts';
import { writingCommands } from './writing-commands.ts';

const move = inGroup('Move');
const act = inGroup('Act on the ticket');
const take = inGroup('Take out');
const select = inGroup('Select');
const see = inGroup('What the customer sees');
const portal = inGroup('Customer portal');
const outbox = inGroup('Outbox');
const find = inGroup('Find');
const reply = inGroup('Reply');
const note = inGroup('Note');
const write = inGroup('Write');
const choose = inGroup('Choose');
const program = inGroup('Program');

const browsing: Context[] = ['list', 'thread'];
const scrolling: Context[] = ['list', 'thread', 'page', 'sight', 'portal', 'outbox'];
/** Where nothing is typed: the inbox, and all that lies over it. */
const everywhere = scrolling;
const composers: Context[] = ['composer-reply', 'composer-note'];
const nineDigits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** Everything but the editing keys, which are in `writing-commands.ts`. */
const deskCommands = [
  move('move.down', 'Next ticket or line', scrolling, ['j', 'down'], { hint: 'move' }),
  move('move.up', 'Previous ticket or line', scrolling, ['k', 'up']),
  move('move.pageDown', 'One page down', scrolling, ['pagedown']),
  move('move.pageUp', 'One page up', scrolling, ['pageup']),
  move('move.halfPageDown', 'Half a page down', scrolling, ['ctrl+d']),
  move('move.halfPageUp', 'Half a page up', scrolling, ['ctrl+u']),
  move('move.top', 'Top', scrolling, ['g g', 'home']),
  move('move.bottom', 'Bottom', scrolling, ['G', 'end']),
  move('ticket.open', 'Open the ticket', ['list'], ['enter', 'right'], { hint: 'open' }),
  move('pane.switch', 'Other pane', ['list'], ['tab']),
  move('ticket.next', 'Next ticket', ['thread'], ['J']),
  move('ticket.previous', 'Previous ticket', ['thread'], ['K']),
  move('message.next', 'Next message, or next line with what you searched for', ['thread'], [']']),
  move('message.previous', 'Previous message, or line with what you searched for', ['thread'], ['[']),
  move('thread.fold', 'Unfold quotes, long texts and changes, or fold them', browsing, ['v']),
  move('thread.foldOne', 'Unfold what is folded here alone, or fold it', ['thread'], ['V']),
  move('nav.back', 'Back', ['thread', 'page', 'sight', 'portal', 'outbox'], ['q', 'escape', 'left'], {
    hint: 'back',
  }),

  move('nav.inbox', 'To the list of the inbox', everywhere, ['g i']),

  act('ticket.reply', 'Write a reply to the customer', browsing, ['r'], { hint: 'reply to customer' }),
  act('ticket.quote', 'Reply with the last message quoted', browsing, ['R']),
  act('ticket.note', 'Write an internal note', browsing, ['n'], { hint: 'internal note' }),
  act('ticket.assign', 'Assign to somebody', browsing, ['a', 'a a'], { hint: 'assign' }),
  act('ticket.assignToMe', 'Assign to me', browsing, ['a m']),
  act('ticket.close', 'Close the ticket', browsing, ['c'], { hint: 'close' }),
  act('ticket.reopen', 'Reopen the ticket', browsing, ['o']),

  act('ticket.priority', 'Set the priority', browsing, ['p'], { hint: 'priority' }),
  act('ticket.markRead', 'Mark as unread, or as read', browsing, ['e']),
  act('ticket.stage', 'Move to a stage', browsing, ['s'], { hint: 'stage' }),
  act('ticket.tag', 'Put a tag on, or take it off', browsing, ['t'], { hint: 'tag' }),
  act('ticket.property', "Set one of the desk's properties", browsing, ['=']),
  act('ticket.snooze', 'Snooze until later, or wake', browsing, ['z'], { hint: 'snooze' }),
  act('ticket.merge', 'Merge into another ticket', browsing, ['m'], { hint: 'merge' }),
  act('ticket.more', 'More: the rarer acts, by name', browsing, [','], { hint: 'more' }),
  act('ticket.contacts', 'Who is on the ticket: put somebody on, take off', browsing, [', c'], {
    hint: 'people',
  }),
  act('ticket.team', 'Give to a team, or to none', browsing, [', t'], { hint: 'team' }),
  act('ticket.follow', 'Follow, or no more', browsing, [', f'], { hint: 'follow' }),
  act('ticket.link', 'Link with another ticket', browsing, [', l'], { hint: 'link' }),
  act('ticket.unlink', 'Take a link away', browsing, [', L'], { hint: 'unlink' }),
  act('ticket.split', 'Split: a message and all after it become a ticket', browsing, [', s'], {
    hint: 'split',
  }),
  act('ticket.bin', 'Into the bin, or out of it (asks first)', browsing, [', d'], { hint: 'bin' }),
  act('act.undo', 'Take back the waiting reply, else undo', [...browsing, 'page', 'sight', 'portal'], ['u']),
  act('held.sendNow', 'Send the reply that waits at once', browsing, ['!']),
  act('act.redo', 'Do again what was undone', [...browsing, 'page', 'sight'], ['ctrl+r']),

  take('ticket.copy', 'Copy the number, the address, the message, a link', browsing, ['y']),
  take('ticket.links', 'Links of the thread, with their true hosts', browsing, ['l']),
  take('file.open', 'Open a file in its viewer, where that is safe', ['thread'], ['f'], {
    hint: 'open file',
  }),
  take('file.saveOther', 'Save a file, chosen by its name', ['thread'], ['F']),
  take('file.save', 'Save the file of this number', ['thread'], nineDigits, { hint: 'save file' }),

  select('select.toggle', 'Select the ticket, or no longer; then the next', ['list'], ['space'], {
    hint: 'select',
  }),
  select('select.range', 'Select a range: begins here, ends here', ['list'], ['V']),
  select('select.all', 'Select all that are loaded', ['list'], ['*']),

  move('ticket.history', 'History: all that was done to the ticket', [...browsing, 'page'], ['h']),
  move('ticket.contact', 'Contact: who asked, and their tickets', [...browsing, 'page'], ['i']),
  move('page.openTicket', "Open one of the contact's newest tickets", ['page'], ['enter', 'right'], {
    hint: 'open a ticket',
  }),
  see('sight.open', 'What the customer sees of the ticket', browsing, ['w'], { hint: 'customer sees' }),
  see('sight.nextPerson', 'The next person on the ticket', ['sight'], ['tab'], { hint: 'next person' }),
  see('sight.previousPerson', 'The person before', ['sight'], ['shift+tab']),
  see('sight.close', "Back to the team's view", ['sight'], ['w'], { hint: "team's view" }),

  portal('portal.open', 'Settings of the customer portal', everywhere, ['g p']),
  portal('portal.change', 'Change the setting, or go to it', ['portal'], ['enter', 'space'], {
    hint: 'change',
  }),
  portal('portal.nextOpen', 'The next line that is not done', ['portal'], ['tab'], { hint: 'next open' }),
  portal('portal.preview', 'View the pages as a customer', ['portal'], ['v'], { hint: 'view as customer' }),
  portal('field.save', 'Save the setting', ['field'], ['enter'], { hint: 'save' }),
  portal('field.cancel', 'Leave the setting as it was', ['field'], ['escape'], { hint: 'cancel' }),

  outbox(
    'held.list',
    'Outbox: what waits, and what could not be sent',
    [...browsing, 'page', 'sight', 'portal'],
    ['g o'],
  ),
  outbox('outbox.openTicket', 'Open the ticket', ['outbox'], ['enter'], { hint: 'open ticket' }),
  outbox('outbox.takeBack', 'Take it back; a text comes back into its composer', ['outbox'], ['u'], {
    hint: 'take back',
  }),
  outbox('outbox.send', 'Send it now, or try it again', ['outbox'], ['!'], { hint: 'send now' }),
  outbox('outbox.confirm', 'Send the reply that was stopped, to the readers shown', ['outbox'], ['ctrl+s'], {
    hint: 'SEND TO CUSTOMER',
    reachesCustomer: true,
  }),
  outbox('outbox.discard', 'Throw it away (asks first)', ['outbox'], ['ctrl+x'], { hint: 'discard' }),

  find('query.edit', 'Find tickets by a query', everywhere, ['/'], { hint: 'query' }),
  find('view.show', 'View by its number', ['list'], nineDigits),
  find('view.list', 'All views', everywhere, ['g v']),
  find('view.save', 'Save this query as a view', browsing, ['g S']),
  find('arrivals.show', 'Show what has arrived', ['list'], ['.']),
  find('query.clear', 'Clear the selection, then the query', ['list'], ['escape'], { hint: 'clear' }),
  find('query.narrow', 'Only tickets like this one', ['list'], ['f']),
  find('draft.list', 'Your drafts', everywhere, ['g d']),
  find('query.apply', 'Show the tickets', ['query'], ['enter'], { hint: 'show' }),
  find('query.complete', 'Take what is offered first', ['query'], ['tab'], { hint: 'complete' }),
  find('query.cancel', 'Leave the query as it was', ['query'], ['escape'], { hint: 'cancel' }),

  reply('reply.send', 'Send the reply to the customer', ['composer-reply'], ['ctrl+s'], {
    hint: 'SEND TO CUSTOMER',
    reachesCustomer: true,
  }),
  reply(
    'reply.explainNoteChord',
    'Says that Ctrl+N is for notes and sends nothing',
    ['composer-reply'],
    ['ctrl+n'],
  ),
  note('note.keep', 'Keep the note inside the team', ['composer-note'], ['ctrl+n'], { hint: 'KEEP INSIDE' }),
  note(
    'note.explainSendChord',
    'Says that Ctrl+S is for replies and sends nothing',
    ['composer-note'],
    ['ctrl+s'],
  ),

  reply('reply.toNote', 'Keep it inside: make a note of this reply', ['composer-reply'], []),
  note('note.toReply', 'Make a public reply of this note (asks first)', ['composer-note'], []),

  write('composer.leave', 'Keep the draft and leave', composers, ['escape'], { hint: 'keep draft' }),
  write('composer.snippet', 'Put in a snippet', composers, ['ctrl+k'], { hint: 'snippet' }),
  write('composer.attach', 'Attach a file', composers, ['ctrl+a'], { hint: 'attach' }),
  write('composer.detach', 'Take an attached file off', composers, ['ctrl+t']),
  write(
    'composer.dropActs',
    "Send the text alone, without a snippet's actions",
    ['composer-reply'],
    ['alt+t'],
  ),
  write('composer.otherDraft', 'Take the other draft, written on another machine', composers, ['alt+o']),
  write('composer.editor', 'Write in your own editor ($VISUAL, $EDITOR)', composers, ['ctrl+e'], {
    hint: 'editor',
  }),
  write('composer.threadUp', 'Scroll the thread above up', composers, ['alt+up', 'alt+pageup'], {
    hint: 'read above',
  }),
  write('composer.threadDown', 'Scroll the thread above down', composers, ['alt+down', 'alt+pagedown']),
  write('composer.discard', 'Discard the draft (asks first)', composers, ['ctrl+x'], { hint: 'discard' }),

  choose('picker.down', 'Next choice', ['picker'], ['down', 'tab']),
  choose('picker.up', 'Previous choice', ['picker'], ['up', 'shift+tab']),
  choose('picker.choose', 'Take the choice', ['picker'], ['enter'], { hint: 'choose' }),
  choose('picker.cancel', 'Choose nothing', ['picker'], ['escape'], { hint: 'cancel' }),
  choose('confirm.yes', 'Yes', ['confirm'], ['y'], { hint: 'yes' }),
  choose('confirm.no', 'No', ['confirm'], ['n', 'escape', 'q'], { hint: 'no' }),

  program(
    'palette.open',
    'Find a command by its words',
    ['list', 'thread', 'page', 'sight', 'portal', 'outbox'],
    [':', 'ctrl+p'],
    { hint: 'commands' },
  ),
  program('palette.openWhileWriting', 'Find a command by its words while writing', composers, ['ctrl+p']),
  program('app.help', 'Help: all keys', ['any'], ['?', 'f1'], { hint: 'keys' }),
  program('help.down', 'Scroll the help down', ['help'], ['down', 'tab']),
  program('help.up', 'Scroll the help up', ['help'], ['up', 'shift+tab']),
  program('help.pageDown', 'A page of the help down', ['help'], ['pagedown', 'ctrl+d']),
  program('help.pageUp', 'A page of the help up', ['help'], ['pageup', 'ctrl+u']),
  program('help.close', 'Close the help', ['help'], ['escape'], { hint: 'back' }),
  program('desk.switch', 'Go to another desk of yours', everywhere, ['g a']),
  program('settings.open', 'Settings of this terminal: colours, signs, mouse', everywhere, ['g s']),
  program('app.refresh', 'Ask the desk again and repaint', ['any'], ['ctrl+l']),
  program('app.suspend', 'Back to the shell for a while (fg returns)', ['any'], ['ctrl+z']),
  program('app.quit', 'Quit; drafts are kept', ['list'], ['q']),
  program('app.quitFromAnywhere', 'Quit from anywhere; drafts are kept', ['any'], ['ctrl+c ctrl+c']),
];

/** The whole table, in the order of the help screen. */
export const commands = [...deskCommands, ...writingCommands];

/** The stable name of a command. */
export type CommandId = (typeof commands)[number]['id'];

/** A row of the table, with its name known to the compiler. */
export type Command = CommandShape & { id: CommandId };
