/** What is said while somebody writes: who reads it, what has arrived, what gave something away. */
import { type Leak, leakWords } from '@postern/core/words';
import type { Audience, Composer, Entry, Recipient, Status } from './model.ts';
import { actsWords } from './reply-acts.ts';

/** The first passage in full, as far as a line goes, and the others: whoever reads it knows what to look for. */
export function leakWarning([first, ...others]: readonly Leak[]): string {
  const quoted = (passage = '', most = 60) => {
    const text = passage.replace(/\s+/g, ' ');
    return `"${text.length > most ? `${text.slice(0, most)}…` : text}"`;
  };
  const shown = others.slice(0, 3).map(({ passage }) => quoted(passage, 30));
  const rest = others.length > shown.length ? ` and ${others.length - shown.length} more` : '';
  const also = shown.length > 0 ? ` Also: ${shown.join(', ')}${rest}.` : '';
  const what = `${quoted(first?.passage)} ${leakWords[first?.kind ?? 'note']}.`;
  return `${what}${also} Take it out, or press Ctrl+S again to send it to the customer.`;
}

/** `2 new messages from Maria López arrived`. */
export function arrivedWords({ count, from }: Composer['arrived']): string {
  return count === 1
    ? `1 new message from ${from} arrived`
    : `${count} new messages, the last from ${from}, arrived`;
}

/** `Maria López`, or `Bo Lindqvist (a public reply)` of a colleague. */
export function writerOf({ author, direction }: Pick<Entry, 'author' | 'direction'>): string {
  return direction === 'out' ? `${author.name} (a public reply)` : author.name;
}

/** `Maria López does not see this ticket in the portal`, naming all who do not; null where everybody does. */
export function unseenWords(people: readonly Recipient[]): string | null {
  const names = people.filter(({ sees }) => !sees).map(({ name }) => name);
  if (names.length === 0) return null;
  return `${names.join(', ')} ${names.length === 1 ? 'does' : 'do'} not see this ticket in the portal`;
}

/** What came of a reply: who has it, and who got no mail. */
export function replyWords(
  number: number,
  to: readonly Recipient[],
  { files, acts }: Pick<Composer, 'files' | 'acts'>,
): Status {
  const unseen = unseenWords(to);
  const withThem = withFiles(files.length);
  const done = acts ? ` Also done: ${actsWords(acts)}.` : '';
  if (unseen === null)
    return { tone: 'good', text: `Reply sent to ${namesOf({ to })}${withThem} (#${number}).${done}` };
  const reached = to.filter(({ sees }) => sees);
  return {
    tone: 'warning',
    text:
      reached.length > 0
        ? `Reply sent to ${namesOf({ to: reached })}${withThem} (#${number}). ${unseen} and got no mail.${done}`
        : `Nothing was mailed: ${unseen}. The reply is kept (#${number}).${done}`,
  };
}

/** Why `u` does nothing about a text that its readers have. */
export function beyondUndo({ kind, number }: Pick<Composer, 'kind' | 'number'>): string {
  return kind === 'reply'
    ? `The reply on #${number} has left, and nothing takes it back.`
    : `The note on #${number} stays: the team has it.`;
}

/** ` with 2 files`; nothing for none. */
export function withFiles(count: number): string {
  return count === 0 ? '' : ` with ${count === 1 ? '1 file' : `${count} files`}`;
}

/** What is said when a draft is opened again. */
export function draftIsBack({ files }: { files: readonly unknown[] }): string {
  return `Your draft is back${withFiles(files.length)}.`;
}

/** What is said when a composer is left. */
export function draftKept({ kind, acts }: Pick<Composer, 'kind' | 'acts'>): string {
  const key = kind === 'reply' ? 'r' : 'n';
  return acts
    ? `Draft kept; ${key} opens it. Still to be done when it is sent: ${actsWords(acts)}.`
    : `Draft kept. ${key} opens it again.`;
}

/** What is said of a draft that takes the place of one which would also have done `acts`, and does not. */
export function otherDraft(acts: Composer['acts'], hasTextBefore: boolean): string {
  const without = acts ? `, without: ${actsWords(acts)}` : '';
  return hasTextBefore
    ? `Your other draft${without}. Alt+o goes back.`
    : `Your draft of elsewhere${without}.`;
}

/** What is said of a text that is of the other kind now; a note does not do what the reply would have done. */
export function convertedWords(to: Composer['kind'], acts: Composer['acts']): string {
  if (to === 'reply') return 'It is a PUBLIC REPLY now: Ctrl+S sends it.';
  const undone = acts ? `, and nothing else is done: not ${actsWords(acts)}` : '';
  return `It is an internal note now: Ctrl+N keeps it${undone}.`;
}

/** The names in the frame: the first person, then the others as copies. */
export function namesOf(audience: Pick<Audience, 'to'>): string {
  const [first, ...others] = audience.to.map((person) => person.name);
  if (first === undefined) return 'nobody';
  return others.length === 0 ? first : `${first}, cc ${others.join(', ')}`;
}

/** A text with a quote below it, each line behind a `>`. */
export function withQuote(text: string, quote: string | undefined): string {
  if (quote === undefined) return text;
  const quoted = quote
    .trim()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
  return `${text === '' ? '' : `${text.trimEnd()}\n\n`}${quoted}\n\n`;
}
