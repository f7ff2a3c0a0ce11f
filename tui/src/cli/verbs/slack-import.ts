/** `postern slack import`: threads of a channel become tickets, or a dry run says which would. */
import { setTimeout as pause } from 'node:timers/promises';
import { displayText, type Outputs } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { localTime, tableText, themeFor } from '../look.ts';
import { chosenFields, printList, type Shape } from '../output.ts';
import { pastMoment } from '../past-moments.ts';
import { CliProblem } from '../problem.ts';
import { requestIdFor } from '../request-id.ts';
import type { Session } from '../session.ts';

type State = Outputs['slackSettings']['importState'];

const fields = ['startedAt', 'outcome', 'number', 'subject', 'opening', 'from', 'notes'];
const shortestWaitMs = 200;
const longestWaitMs = 2_000;

/** Waits until all is read; exit 1 with the reason when it cannot be. What was imported by then stays. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, fields);
  const since = pastMoment(session, { flag: 'since', text: args.since as string, dayEnd: 'start' });
  const { slackSettings } = await session.client();
  const { from, inbox, stage } = args;
  const { id } = await slackSettings.startImport.mutate({
    channel: args.channel as string,
    ...{ since, isDryRun: args['dry-run'], takesSubjects: args.subjects },
    ...(from !== undefined && { from }),
    ...(inbox !== undefined && { inbox }),
    ...(stage !== undefined && { stage }),
    requestId: requestIdFor(session, args),
  });
  let state = await slackSettings.importState.query({ id });
  await session.say(`Reading #${state.channel} since ${localTime(since)}.`);
  for (
    let waitMs = shortestWaitMs;
    state.state === 'reading';
    waitMs = Math.min(longestWaitMs, waitMs * 1.5)
  ) {
    await pause(waitMs);
    state = await slackSettings.importState.query({ id });
  }
  await printList(session, args, { items: state.threads, nextCursor: null, shape: shapeOf(session, args) });
  if (state.failure === null || state.threads.length > 0) await session.say(sumOf(state));
  if (state.failure !== null) throw new CliProblem('FAILED', state.failure);
}

function sumOf({ threads, isDryRun }: State): string {
  const made = threads.filter(({ outcome }) => outcome === 'ticket');
  const known = threads.length - made.length;
  const before = known > 0 ? ` ${counted(known, 'is a ticket', 'are tickets')} already.` : '';
  const verb = isDryRun ? 'would become' : 'became';
  if (made.length === 0) return `No thread ${verb} a ticket.${before}`;
  const done = counted(made.length, `thread ${verb} a ticket`, `threads ${verb} tickets`);
  const nameless = made.filter(({ from }) => from === null).length;
  const whose = nameless > 0 ? ` ${counted(nameless, 'names', 'name')} no contact of the desk.` : '';
  const them = made.length === 1 ? 'it' : 'them';
  const then = isDryRun
    ? ' Nothing was filed yet.'
    : ` No customer sees ${them} until you put somebody on ${them}.`;
  return `${done}.${before}${whose}${then}`;
}

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

function shapeOf(session: Session, args: Args): Shape {
  return {
    fields,
    columns: ['number', 'startedAt', 'from', 'notes', 'opening'],
    table: (threads) => {
      if (threads.length === 0) return '';
      const columns = [
        { title: 'TICKET', role: 'strong' as const, most: 12 },
        { title: 'BEGAN', most: 18 },
        { title: 'WHOSE', most: 30 },
        { title: 'NOTES', most: 6 },
        { title: 'WORDS' },
      ];
      const rows = (threads as State['threads']).map(({ number, outcome, startedAt, from, notes, opening }) =>
        [
          number === null ? 'new' : `#${number}${outcome === 'known' ? ' (before)' : ''}`,
          localTime(startedAt),
          from ?? '-',
          String(notes),
          opening,
        ].map((cell) => displayText(cell)),
      );
      return tableText(columns, rows, { theme: themeFor(session, args), width: session.io.columns });
    },
  };
}
