/** The portal's file on this machine, and how a plan of it reads. */
import { displayText, type FilePlan } from '@postern/core/client';
import type { Role } from '../text/theme.ts';
import { wrap } from '../text/wrap.ts';
import type { Args } from './flags.ts';
import { readAll } from './io.ts';
import { themeFor } from './look.ts';
import { CliProblem } from './problem.ts';
import { shellWord } from './profiles.ts';
import { isMissing, type Limit, textIn } from './read-file.ts';
import type { Session } from './session.ts';

const limit: Limit = { mostBytes: 1_000_000, tooLarge: 'is too large for the file of a portal' };

/** The text of the file that was named; `-` is stdin. Throws a usage problem when it cannot be read. */
export async function readNamedFile(session: Session, args: Args): Promise<string> {
  const file = args.file as string;
  if (file === '-') return readAll(session.io.stdin, limit.mostBytes);
  try {
    return await textIn(file, limit);
  } catch (error) {
    if (!isMissing(error)) throw error;
    const { message } = error as CliProblem;
    throw new CliProblem('USAGE', message, `To make it: postern portal pull ${shellWord(file)}`);
  }
}

/** The same; null where no file is. */
export async function readIfThere(file: string): Promise<string | null> {
  try {
    return await textIn(file, limit);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** The plan as a page of text: what changes, for whom, whether the tests hold, and how to apply it. */
export function planText(session: Session, args: Args, plan: FilePlan): string {
  const theme = themeFor(session, args);
  const paint = (role: Role, text: string) => theme.paint(role, displayText(text));
  const width = Math.max(20, Math.min(session.io.columns, 100) - 2);
  const indented = (text: string) => wrap(displayText(text), width).map((row) => `  ${row}`);
  const failed = plan.tests.filter(({ pass }) => !pass);
  const file = displayText(args.file === undefined ? 'FILE' : shellWord(args.file));
  return [
    paint('strong', plan.differences.length === 0 ? 'No setting changes.' : 'Settings'),
    ...plan.differences.flatMap(({ key, before, after }) => [
      `  ${paint('strong', key)}`,
      `${paint('dim', `  - ${oneLine(before)}`)}`,
      `${paint('strong', `  + ${oneLine(after)}`)}`,
    ]),
    '',
    paint('strong', radiusSentence(plan)),
    ...moveLines(plan, 'appear').flatMap(indented),
    ...moveLines(plan, 'vanish').flatMap(indented),
    ...peopleLines(plan).flatMap(indented),
    ...(plan.isPortalOff ? indented('The portal is off: this is what would be so once it is on.') : []),
    '',
    ...(plan.tests.length === 0
      ? [paint('dim', 'The file has no tests.')]
      : [
          paint(
            failed.length > 0 ? 'error' : 'success',
            failed.length > 0
              ? `${failed.length} of ${counted(plan.tests.length, 'test')} would fail`
              : `${counted(plan.tests.length, 'test')}, all hold`,
          ),
          ...failed.flatMap(({ line, text, detail }) => indented(`line ${line}: ${text}. ${detail}`)),
        ]),
    '',
    plan.differences.length === 0
      ? 'There is nothing to apply.'
      : failed.length > 0
        ? 'It cannot be applied while a test fails.'
        : `To apply it: postern portal apply ${file} --plan ${plan.id}`,
    '',
  ].join('\n');
}

/** "14 tickets would appear for 6 contacts, 3 would vanish for 2." */
export function radiusSentence({ radius }: FilePlan): string {
  const { appear, vanish, isAtLeast } = radius;
  if (appear.tickets + vanish.tickets === 0) return 'No ticket would appear or vanish.';
  const least = isAtLeast ? 'At least ' : '';
  const parts = [
    ...(appear.tickets > 0
      ? [`${counted(appear.tickets, 'ticket')} would appear for ${counted(appear.contacts, 'contact')}`]
      : []),
    ...(vanish.tickets > 0
      ? [`${counted(vanish.tickets, 'ticket')} would vanish for ${counted(vanish.contacts, 'contact')}`]
      : []),
  ];
  return `${least}${parts.join(', ')}.`;
}

function moveLines({ radius }: FilePlan, side: 'appear' | 'vanish'): string[] {
  const { firstTickets, tickets } = radius[side];
  const sign = side === 'appear' ? '+' : '-';
  const lines = firstTickets.map((ticket) => {
    const names = ticket.for.map(({ name }) => name);
    const more = ticket.contacts - names.length;
    const whom = [...names, ...(more > 0 ? [`${more.toLocaleString('en')} more`] : [])].join(', ');
    return `${sign} #${ticket.number} ${ticket.subject} (${whom})`;
  });
  const more = tickets - firstTickets.length;
  return more > 0 ? [...lines, `${sign} and ${more.toLocaleString('en')} more`] : lines;
}

function peopleLines({ radius }: FilePlan): string[] {
  const line = (people: FilePlan['radius']['gainAccess'], what: string) => {
    if (people.total === 0) return [];
    const names = people.first.map(({ name }) => name).join(', ');
    const more = people.total - people.first.length;
    return [
      `${counted(people.total, 'contact')} would ${what} access: ${names}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}`,
    ];
  };
  return [...line(radius.gainAccess, 'gain'), ...line(radius.loseAccess, 'lose')];
}

function counted(count: number, thing: string): string {
  return `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`;
}

function oneLine(text: string): string {
  return text === '' ? '(nothing)' : displayText(text, { maxLength: 200 });
}
