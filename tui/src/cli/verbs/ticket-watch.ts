/** `postern ticket watch`: what happens to tickets, as it happens, a line each. */
import { type Change, failureOf, type PosternClient } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { wholeNumber } from '../numbers.ts';
import { cellText, chosenFields, columnsOf, type Data, printList } from '../output.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';
import { ticketFields, ticketRecord } from '../tickets.ts';
import { patiently, watchChanges } from '../watch-changes.ts';

const fields = ['seq', 'at', 'action', 'actor', 'text', ...ticketFields];
const columns = ['seq', 'at', 'number', 'action', 'actor', 'text', 'subject'];

/**
 * Until Ctrl+C, or until `--limit` events were told. With a query, the events of tickets that fit it when the event is
 * told. `--cursor` goes on after an event that was told before.
 */
export async function act(session: Session, args: Args): Promise<number> {
  chosenFields(args, fields);
  if (args.json)
    throw usageProblem('A watch has no end, so it is no one document.', 'Use --jsonl: a document a line.');
  const limit = wholeNumber('limit', args.limit, 1) ?? Number.POSITIVE_INFINITY;
  const after = wholeNumber('cursor', args.cursor, 0) ?? null;
  const query = args.query?.join(' ') ?? '';
  const client = await session.client();
  // A query that cannot be understood, and a desk that is not there, are told at once.
  await client.tickets.list.query({ query, limit: 1 });
  const onState = (state: 'lost' | 'found') =>
    void session.say(
      state === 'lost' ? 'The desk does not answer; waiting for it.' : 'The desk is there again.',
    );
  let told = 0;
  for await (const change of watchChanges(client, { after, onState })) {
    if (change.action === 'ready') await session.say('Watching. Ctrl+C ends it.');
    const event = await patiently(() => eventOf(client, change, query), onState);
    if (!event) continue;
    await print(session, args, event);
    if (args.exec !== undefined) await execute(session, args.exec, event);
    told += 1;
    if (told >= limit) break;
  }
  return 0;
}

/** Null for what is about no ticket, or about one that does not fit. */
async function eventOf(client: PosternClient, change: Change, query: string): Promise<Data | null> {
  const { seq, action, ticket } = change;
  if (action === 'reload')
    return { seq, action, text: 'more happened than is told one by one: look at postern audit list' };
  if (!ticket) return null;
  try {
    const which = `number:${ticket.number}${query.trim() === '' ? '' : ` (${query})`}`;
    const [{ items }, history] = await Promise.all([
      client.tickets.list.query({ query: which, limit: 1 }),
      client.tickets.history.query({ ticket: ticket.id, cursor: String(seq - 1), limit: 1 }),
    ]);
    const [head] = items;
    // One that was merged is in no list, and its events are told where every ticket is asked for.
    if (!head && query.trim() !== '') return null;
    const [event] = history.items;
    const { at, actor, text } = event?.id === `evt_${seq}` ? event : { at: null, actor: null, text: '' };
    return { seq, at, action, actor, text, number: ticket.number, ...(head && ticketRecord(head)) };
  } catch (error) {
    // It was taken out of sight meanwhile.
    if (failureOf(error).code === 'TICKET_NOT_FOUND') return null;
    throw error;
  }
}

async function print(session: Session, args: Args, event: Data): Promise<void> {
  const names = chosenFields(args, fields) ?? columns;
  if (session.format === 'jsonl')
    await printList(session, args, { items: [event], nextCursor: null, shape: { fields, columns } });
  else session.io.stdout.write(columnsOf(names.map((name) => event[name])));
}

/** The command is the person's own; what customers wrote reaches it in variables alone, never as words of a shell. */
async function execute(session: Session, command: string, event: Data): Promise<void> {
  const names = { ...event, ticket: event.number, event: event.seq };
  const env = Object.fromEntries(
    [
      'event',
      'at',
      'action',
      'actor',
      'text',
      'ticket',
      ...ticketFields.filter((name) => name !== 'number'),
    ].map((name) => [variableFor(name), cellText(names[name as keyof typeof names])]),
  );
  const exit = await session.io.run(command, env);
  if (exit !== 0) await session.say(`The command ended with ${exit} at event ${String(event.seq)}.`);
}

/** `lastPublicAt` is `POSTERN_EVENT_LAST_PUBLIC_AT`. */
function variableFor(name: string): string {
  if (name === 'event') return 'POSTERN_EVENT';
  return `POSTERN_EVENT_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
}
