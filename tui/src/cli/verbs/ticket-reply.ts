/** `postern ticket reply`: an answer that the customer reads. */
import type { Outputs, TicketView } from '@postern/core/client';
import { laterExamples, momentIn } from '../../text/later.ts';
import { attachedFiles, filesWords, requireWithinLimits, withUploads } from '../attaching.ts';
import { requireBodySource, type Writing, withBody } from '../body.ts';
import type { Args } from '../flags.ts';
import { leakLines, leaksFor } from '../leaks.ts';
import { localTime } from '../look.ts';
import { shownTicket, type TicketRef, ticketRef, wholeNumber } from '../numbers.ts';
import { isUnreachable, keptOffline, orKeep, requireQueueable } from '../offline-outbox.ts';
import { chosenFields, printOne } from '../output.ts';
import { CliProblem, usageProblem } from '../problem.ts';
import { requestIdFor } from '../request-id.ts';
import type { Session } from '../session.ts';
import { actionsText } from '../snippet-actions.ts';
import { isSnippetAlone, snippetReply } from '../snippet-reply.ts';
import { sentShape } from '../written-shape.ts';

/**
 * Shows who will read it and asks, unless `--yes`. What is sent carries the hash of the audience that was shown, so
 * that the desk refuses it when somebody joined meanwhile.
 */
export async function act(session: Session, args: Args): Promise<number | undefined> {
  chosenFields(args, sentShape.fields);
  const ref = ticketRef(args.ticket as string);
  const ifVersion = wholeNumber('if-version', args['if-version'], 0);
  const hold = holdOf(session, args);
  if (!isSnippetAlone(args)) requireBodySource(session, args);
  if (!session.canAsk && !args.yes) {
    throw usageProblem(
      'A reply goes to the customer, and there is no terminal to show the recipients on and ask.',
      'To send it all the same: add --yes',
    );
  }
  const files = await attachedFiles(args);
  requireQueueable(args);
  const requestId = requestIdFor(session, args);
  session.canQueue = hold.sendAt === undefined;
  if (args.queue && hold.sendAt !== undefined)
    throw usageProblem('What waits for the desk cannot wait for a time too.', 'Give --queue or --send-at.');
  const client = await session.client();
  const holdSeconds = hold.holdSeconds ?? 0;
  const leaksOk = args['leak-ok'] === true;
  let ticket: TicketView;
  try {
    ticket = await client.tickets.view.query({ ticket: ref });
  } catch (error) {
    if (!args.queue || !isUnreachable(error)) throw error;
    return withBody(session, args, unseenWriting(ref), async (body) => {
      const deed = { kind: 'reply', body, audienceHash: null, readers: '', holdSeconds, leaksOk } as const;
      throw await keptOffline(session, { ticket: ref, deed, requestId });
    });
  }
  const { number, subject, audience } = ticket;
  if (audience.to.length === 0)
    throw usageProblem(
      `No contact is on ticket #${number}, so nobody would read this.`,
      `Put somebody on it first: postern ticket contact ${number} +EMAIL`,
    );
  await requireWithinLimits(client, files);
  const snippet = await snippetReply(client, args, ticket);
  const acts = actionsText(snippet?.actions ?? null);
  const readers = named(audience.to);
  const before = unseenWords(number, audience.to, 'so nothing will be mailed');
  const writing = {
    fileName: `postern-${number}-PUBLIC-REPLY.md`,
    header: [
      `PUBLIC REPLY on #${number}: ${subject}`,
      ...(before.length > 0 ? before : [`${readers} will read what you write below this comment.`]),
      'Save and leave to go on; an empty text sends nothing.',
    ],
    ...(snippet && { text: snippet.text }),
  };
  const given = snippet && isSnippetAlone(args) ? { ...args, body: snippet.text } : args;
  return withBody(session, given, writing, async (body) => {
    const leaks = leaksOk ? [] : leakLines(await leaksFor(client, body, ticket));
    if (args.yes && leaks.length > 0)
      throw usageProblem(
        `Nothing was sent, for this looks as if it were meant for the team.\n${leaks.join('\n')}`,
        'Take it out. To send it all the same: add --leak-ok',
      );
    if (!args.yes) {
      await session.show(`PUBLIC REPLY on #${number}: ${subject}\nTo ${readers}`);
      if (files.length > 0) await session.show(`With ${filesWords(files)}`);
      for (const line of [...before, ...leaks, ...(acts === '' ? [] : [`With it: ${acts}`])])
        await session.show(line);
      if (!(await session.confirm('Send it to the customer?')))
        throw new CliProblem('CANCELLED', 'Nothing was sent.');
    }
    const send = () =>
      withUploads(client, files, (uploads) =>
        client.tickets.reply.mutate({
          ...{ ticket: number, body, requestId, uploads, audienceHash: audience.hash, ...hold },
          ...(snippet?.actions && { actions: snippet.actions }),
          ...(ifVersion !== undefined && { ifVersion }),
        }),
      );
    const deed = { kind: 'reply', body, audienceHash: audience.hash, readers, holdSeconds, leaksOk } as const;
    const seen = { subject, version: ticket.version, seenAt: Date.parse(ticket.lastActivityAt) };
    const { id, at, text, to, held } = await orKeep(
      session,
      args,
      { ticket: number, deed, requestId, ...seen },
      send,
    );
    const reached = to.filter(({ sees }) => sees);
    if (held)
      await session.say(
        `Held until ${localTime(held.releaseAt)}. To take it back: postern outbox cancel ${id}`,
      );
    else await session.say(reached.length > 0 ? `Sent to ${named(reached)}.` : `Kept on #${number}.`);
    for (const line of unseenWords(number, to, 'so nothing was mailed')) await session.say(line);
    if (session.format !== 'table')
      await printOne(
        session,
        args,
        { ticket: number, kind: held ? 'held' : 'message', id, at, text, to, ...(held && { held }) },
        sentShape,
      );
    return 0;
  });
}

/** What `--hold` and `--send-at` say. Throws a usage problem for both at once, and for what is no time. */
function holdOf(session: Session, args: Args): { holdSeconds?: number; sendAt?: string } {
  const { hold, 'send-at': at } = args;
  if (hold !== undefined && at !== undefined)
    throw usageProblem('--hold and --send-at both say when it leaves.', 'Give one of them.');
  if (hold !== undefined) {
    const seconds = /^(\d{1,2})s?$/.exec(hold)?.[1];
    if (seconds === undefined || Number(seconds) > 60)
      throw usageProblem(`--hold takes 0s to 60s, not "${hold}".`, 'For later: --send-at TIME');
    return { holdSeconds: Number(seconds) };
  }
  if (at === undefined) return {};
  const now = session.io.now().getTime();
  const moment = /^\d{4}-\d{2}-\d{2}T/.test(at) ? Date.parse(at) : momentIn(at, now);
  if (moment === null || !(moment > now))
    throw usageProblem(`"${at}" is no time to come.`, `Write --send-at like: ${laterExamples}`);
  return { sendAt: new Date(moment).toISOString() };
}

/** What the editor's file says when nobody can be named. */
function unseenWriting(ref: TicketRef): Writing {
  return {
    fileName: `postern-${ref}-PUBLIC-REPLY.md`,
    header: [
      `PUBLIC REPLY on ${shownTicket(ref)}`,
      'The desk cannot be reached, so who will read it is not known; you are shown that before it leaves.',
      'Save and leave to keep it on this machine; an empty text keeps nothing.',
    ],
  };
}

type Recipients = Outputs['tickets']['reply']['to'];

function named(people: Recipients): string {
  return people.map(({ name, email }) => (name === email ? email : `${name} <${email}>`)).join(', ');
}

/** A line for each person whom the portal does not show the ticket; mails follow what it shows. */
function unseenWords(number: number, people: Recipients, effect: string): string[] {
  return people
    .filter(({ sees }) => !sees)
    .map(
      ({ name, email }) =>
        `${name} does not see this ticket in the portal, ${effect}${people.length > 1 ? ` to ${email}` : ''}: postern ticket why ${number} --contact ${email}`,
    );
}
