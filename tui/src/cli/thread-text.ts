/** A ticket with its thread as a page of text, for people at a terminal. */
import { type Delivery, displayText, linkWords, sizeWords, type TicketView } from '@postern/core/client';
import { deliveryText } from '../text/delivery-words.ts';
import { glyphsFor } from '../text/glyphs.ts';
import type { Role } from '../text/theme.ts';
import { textWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import type { Args } from './flags.ts';
import { localTime, themeFor } from './look.ts';
import type { Session } from './session.ts';
import { snoozedWords } from './snoozed-words.ts';

type Entry = TicketView['timeline'][number];

/** What a page shows of a ticket: as it is now, or as it was. */
export type ThreadPage = Pick<
  TicketView,
  | 'number'
  | 'subject'
  | 'status'
  | 'stage'
  | 'priority'
  | 'inbox'
  | 'requester'
  | 'organization'
  | 'assignee'
  | 'tags'
  | 'snoozed'
  | 'properties'
  | 'timeline'
  | 'mergedInto'
  | 'merged'
> &
  Partial<
    Pick<TicketView, 'version' | 'held' | 'links' | 'audience' | 'deletedAt' | 'team' | 'followers'>
  > & {
    /** Who took part, where nobody asks who would read a reply. */
    contacts?: readonly { name: string; email: string }[];
    /** Lines under the subject, for what is not of this moment. */
    remarks?: readonly string[];
  };

const widest = 100;

const deliveryLine = ({ to, at, ...rest }: Delivery) =>
  deliveryText({ ...rest, to: [to.name], at: localTime(at) });

/** The page, ending with a line break. A note has a gutter on each line and says what it is: no colour is needed. */
export function threadText(session: Session, args: Args, ticket: ThreadPage): string {
  const theme = themeFor(session, args);
  const glyphs = glyphsFor(session.io.env);
  const width = Math.min(session.io.columns, widest);
  const paint = (role: Role, text: string) => theme.paint(role, displayText(text));

  const entryLines = (entry: Entry): string[] => {
    const when = localTime(entry.at);
    if (entry.kind === 'event') {
      const who = entry.author.name ? `${entry.author.name} ` : '';
      return [paint('dim', `${when}  ${who}${entry.text}`)];
    }
    const rows = wrap(displayText(entry.text, { multiline: true }), Math.max(10, width - 4));
    if (entry.kind === 'note') {
      return [
        paint('noteFrame', `INTERNAL NOTE  ${entry.author.name}  ${when}${origin(entry)}`),
        ...rows.map((row) => `${theme.paint('noteGutter', glyphs.gutter)} ${row}`.trimEnd()),
        ...entry.attachments.map(
          (file) => `${theme.paint('noteGutter', glyphs.gutter)} ${paint('dim', fileText(file))}`,
        ),
      ];
    }
    const way = entry.direction === 'out' ? `${glyphs.publicArrow} ${entry.author.name}` : entry.author.name;
    return [
      paint('publicMark', `${way}  ${when}${entry.channel ? `  ${entry.channel}` : ''}${origin(entry)}`),
      ...rows.map((row) => `  ${row}`.trimEnd()),
      ...entry.attachments.map((file) => paint('dim', `  ${fileText(file)}`)),
      ...(entry.delivery ?? []).map((delivery) =>
        paint(delivery.state === 'failed' ? 'error' : 'dim', `  ${deliveryLine(delivery)}`),
      ),
    ];
  };

  const person = (who: TicketView['requester']) =>
    who ? (who.name === who.email ? who.email : `${who.name} <${who.email}>`) : '';
  const others = (ticket.audience?.to ?? ticket.contacts ?? [])
    .filter(({ email }) => email !== ticket.requester?.email)
    .map(person);
  const facts: [string, string][] = [
    ...(!ticket.deletedAt
      ? []
      : [
          ['In the bin', `since ${localTime(ticket.deletedAt)}: postern ticket restore ${ticket.number}`] as [
            string,
            string,
          ],
        ]),
    ...(ticket.mergedInto === null
      ? []
      : [
          ['Merged into', `#${ticket.mergedInto}: postern ticket view ${ticket.mergedInto}`] as [
            string,
            string,
          ],
        ]),
    ...(ticket.merged.length > 0
      ? [['Merged', ticket.merged.map((number) => `#${number}`).join(', ')] as [string, string]]
      : []),
    ['Stage', `${ticket.stage} (${ticket.status})`],
    ...(ticket.snoozed
      ? [['Snoozed', snoozedWords(ticket.snoozed, session.io.now().getTime())] as [string, string]]
      : []),
    ['Priority', ticket.priority],
    ['From', [person(ticket.requester), ticket.organization].filter(Boolean).join(', ')],
    ...(others.length > 0 ? [['With', others.join(', ')] as [string, string]] : []),
    ['Assignee', person(ticket.assignee) || 'nobody'],
    ...(ticket.team ? [['Team', ticket.team] as [string, string]] : []),
    ...(ticket.followers && ticket.followers.length > 0
      ? [['Followers', ticket.followers.map(({ name }) => name).join(', ')] as [string, string]]
      : []),
    ['Inbox', ticket.inbox],
    ...(ticket.tags.length > 0 ? [['Tags', ticket.tags.join(', ')] as [string, string]] : []),
    ...ticket.properties.map(({ label, value }): [string, string] => [
      displayText(label, { maxLength: 30 }),
      valueText(value),
    ]),
    ...(ticket.links ?? []).map(({ number, subject, status, as }, index): [string, string] => [
      index === 0 ? 'Links' : '',
      `#${number} ${subject} (${linkWords(as)}, ${status})`,
    ]),
    ...(ticket.version === undefined ? [] : [['Version', String(ticket.version)] as [string, string]]),
  ];
  const nameWidth = Math.max(8, ...facts.map(([name]) => textWidth(name))) + 2;
  return [
    paint('strong', `#${ticket.number}  ${ticket.subject}`),
    ...(ticket.remarks ?? []).map((remark) => paint('warning', remark)),
    ...facts.map(([name, value]) => `${paint('dim', name.padEnd(nameWidth))}${displayText(value)}`),
    ...ticket.timeline.flatMap((entry) => ['', ...entryLines(entry)]),
    ...(ticket.held ?? []).flatMap(({ agent, releaseAt, reason, text, attachments }) => [
      '',
      paint(
        'warning',
        `HELD REPLY, NOT SENT YET  ${agent.name}  ${reason ? `stopped: ${reason}` : `leaves ${localTime(releaseAt)}`}`,
      ),
      ...wrap(displayText(text, { multiline: true }), Math.max(10, width - 4)).map((row) =>
        `  ${row}`.trimEnd(),
      ),
      ...attachments.map((file) => paint('dim', `  With ${file.fileName} (${sizeWords(file.bytes)})`)),
    ]),
    '',
  ].join('\n');
}

/** The number of the merged ticket that an entry comes from. */
function origin({ ticket }: Entry): string {
  return ticket === undefined ? '' : `  #${ticket}`;
}

/** The value of a property as people read it. */
export function valueText(value: TicketView['properties'][number]['value']): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** A file of a message on one line, with the id by which it is downloaded. */
export function fileText({ id, fileName, bytes }: Entry['attachments'][number]): string {
  return `Attached: ${fileName} (${sizeWords(bytes)}) ${id}`;
}
