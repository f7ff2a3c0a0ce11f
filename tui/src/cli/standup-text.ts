/** The hand-over sheet as a page for people, or as Markdown to be pasted into a team's channel. */
import { displayText, type HandOverSheet } from '@postern/core/client';
import { age, localTime } from './look.ts';

type Person = HandOverSheet['people'][number];

/** How a line is written: plain at a terminal, with signs of Markdown in a pipe. */
export interface Writing {
  isMarkdown: boolean;
  now: Date;
}

/** Ends with a line break. `drafts` are those of whoever asks, and stand on that person's sheet. */
export function standupText(
  sheet: HandOverSheet,
  drafts: { email: string; numbers: readonly number[] },
  writing: Writing,
): string {
  const { isMarkdown, now } = writing;
  const outside = (text: string) => (isMarkdown ? escaped(displayText(text)) : displayText(text));
  const title = (text: string) => (isMarkdown ? `## ${text}` : text);
  const ticket = ({ number, subject }: { number: number; subject: string }) =>
    `#${number} ${outside(subject)}`;
  const section = (name: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', isMarkdown ? `**${name}**` : name, ...lines.map((line) => `- ${line}`)];
  const quoted = (texts: readonly string[] = []) =>
    texts
      .flatMap((text) => displayText(text, { multiline: true, maxLength: 2_000 }).split('\n'))
      .map((line) => `\n  > ${isMarkdown ? escaped(line) : line}`)
      .join('');
  const waiting = (list: Person['waiting']) =>
    list.map((each) => `${ticket(each)}: ${age(each.since, now)} in ${outside(each.stage)}`);

  const personLines = (person: Person) => {
    const own = person.agent.email === drafts.email ? drafts.numbers : [];
    const lines = [
      ...section(
        'Answered',
        person.answered.map(
          (each) =>
            `${ticket(each)}${each.replies > 1 ? ` (${each.replies} replies)` : ''}${quoted(each.texts)}`,
        ),
      ),
      ...section('Closed', person.closed.map(ticket)),
      ...section(
        'Snoozed',
        person.snoozed.map(
          (each) => `${ticket(each)}: until ${each.until ? localTime(each.until) : 'the customer writes'}`,
        ),
      ),
      ...section('Waits on us the longest', waiting(person.waiting)),
      ...section(
        'Called for',
        person.mentioned.map((each) => `${ticket(each)}: by ${outside(each.by)}`),
      ),
      ...section(
        'Drafts not sent',
        own.map((number) => `#${number}`),
      ),
    ];
    return [
      title(`${outside(person.agent.name)}, since ${localTime(sheet.since)}`),
      ...(lines.length > 0 ? lines : ['', 'Nothing was done, and nothing waits.']),
      '',
    ];
  };
  const unassigned = section('Nobody has it, the longest first', waiting(sheet.unassigned));
  const people = sheet.people.flatMap(personLines);
  const nobody =
    people.length === 0 ? [title(`Nobody did anything since ${localTime(sheet.since)}`), ''] : [];
  return [...nobody, ...people, ...unassigned.slice(1), ...(unassigned.length > 0 ? [''] : [])].join('\n');
}

/** Words of customers stay words: no link, no heading, nobody called. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~]/g, '\\$&').replaceAll('@', '@\u200b');
}
