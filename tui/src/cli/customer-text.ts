/** A ticket as a customer reads it, as a page of text for the team: the thread, and under it what is kept back. */
import { type CustomerSees, displayText } from '@postern/core/client';
import type { Role } from '../text/theme.ts';
import { wrap } from '../text/wrap.ts';
import type { Args } from './flags.ts';
import { localTime, themeFor } from './look.ts';
import type { Session } from './session.ts';

const widest = 100;

/** The page, ending with a line break. Says first whether this customer sees anything of it at all. */
export function customerText(session: Session, args: Args, sight: CustomerSees): string {
  const theme = themeFor(session, args);
  const width = Math.max(10, Math.min(session.io.columns, widest) - 4);
  const paint = (role: Role, text: string) => theme.paint(role, displayText(text));
  const { page, contact } = sight;
  const who = contact ? contact.name : 'The customer';
  const shut = sight.gates.find(({ pass }) => !pass);
  return [
    paint('strong', `#${page.number}  ${page.subject}`),
    shut
      ? paint('error', `${who} does not see this: ${shut.detail}`)
      : paint('success', `${who} sees this in the portal.`),
    `${paint('dim', 'Status'.padEnd(15))}${displayText(`${page.status}, shown as "${page.statusLabel}"`)}`,
    `${paint('dim', 'Created'.padEnd(15))}${localTime(page.createdAt)}`,
    `${paint('dim', 'Last activity'.padEnd(15))}${localTime(page.lastActivityAt)} (what was said; notes do not move it)`,
    ...page.messages.flatMap(({ author, at, text }) => [
      '',
      paint(
        'publicMark',
        `${author.kind === 'you' ? `${author.name} (you)` : author.name}  ${localTime(at)}`,
      ),
      ...wrap(displayText(text, { multiline: true }), width).map((row) => `  ${row}`.trimEnd()),
    ]),
    '',
    paint('dim', keptBackText(sight)),
    '',
  ].join('\n');
}

/** What the portal shows to nobody, in one sentence. */
export function keptBackText({ keptBack }: CustomerSees): string {
  const messages = keptBack.messages.map(({ reason, channel, address, count }) => {
    const why = reason === 'unconnected-channel' ? 'not connected' : 'not shown';
    return `${counted(count, 'message')} over ${channel} ${address} (${why})`;
  });
  const parts = [...(keptBack.notes > 0 ? [counted(keptBack.notes, 'note')] : []), ...messages];
  return parts.length === 0 ? 'Nothing is kept back.' : `Kept back: ${parts.join(', ')}.`;
}

function counted(count: number, thing: string): string {
  return `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`;
}
