/** A ticket as a customer reads it, as a page of text for the team: the thread, and under it what is kept back. */
import { type CustomerSees, displayText } from '@postern/core/client';
import { fit } from '../text/fit.ts';
import type { Role } from '../text/theme.ts';
import { textWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import type { Args } from './flags.ts';
import { localTime, themeFor } from './look.ts';
import type { Session } from './session.ts';
import { fileText, valueText } from './thread-text.ts';

const widest = 100;

/** Without `keptBack` nothing is said of it; `isPast` speaks of a moment that has passed. */
type Sight = Pick<CustomerSees, 'page' | 'contact' | 'visible' | 'gates'> &
  Partial<Pick<CustomerSees, 'keptBack'>> & { isPast?: boolean };

/** The page, ending with a line break. Says first whether this customer sees it; if not, why, and nothing of it. */
export function customerText(session: Session, args: Args, sight: Sight): string {
  const theme = themeFor(session, args);
  const width = Math.max(10, Math.min(session.io.columns, widest) - 4);
  const paint = (role: Role, text: string) => theme.paint(role, displayText(text));
  const { page, contact } = sight;
  const who = contact ? contact.name : 'The customer';
  const title = paint('strong', `#${page.number}  ${page.subject}`);
  if (!sight.visible) {
    const reasons = sight.gates.filter(({ pass }) => !pass).map(({ detail }) => detail);
    return `${title}\n${paint('error', `${who} ${sight.isPast ? 'did' : 'does'} not see this: ${reasons.join(' ')}`)}\n`;
  }
  const facts: [string, string][] = [
    ['Status', `${page.status}, shown as "${page.statusLabel}"`],
    ['Created', localTime(page.createdAt)],
    ['Last activity', `${localTime(page.lastActivityAt)} (what was said; notes do not move it)`],
    ...page.properties.map(({ label, value }): [string, string] => [
      displayText(label, { maxLength: 30 }),
      valueText(value),
    ]),
  ];
  const nameWidth = Math.max(...facts.map(([name]) => textWidth(name))) + 2;
  return [
    title,
    paint('success', `${who} ${sight.isPast ? 'saw' : 'sees'} this in the portal.`),
    ...facts.map(([name, value]) => `${paint('dim', fit(name, nameWidth))}${displayText(value)}`),
    ...page.messages.flatMap(({ author, at, text, attachments }) => [
      '',
      paint(
        'publicMark',
        `${author.kind === 'you' ? `${author.name} (you)` : author.name}  ${localTime(at)}`,
      ),
      ...wrap(displayText(text, { multiline: true }), width).map((row) => `  ${row}`.trimEnd()),
      ...attachments.map((file) => paint('dim', `  ${fileText(file)}`)),
    ]),
    ...(sight.keptBack ? ['', paint('dim', keptBackText(sight.keptBack))] : []),
    '',
  ].join('\n');
}

/** What the portal shows to nobody, in one sentence. */
function keptBackText(keptBack: CustomerSees['keptBack']): string {
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
