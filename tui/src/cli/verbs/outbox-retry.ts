/** `postern outbox retry`: sends a waiting reply or act now, or tries again what could not be sent. */
import type { OfflineAct } from '../../offline/offline-act.ts';
import { type Confirmed, sendAct, sendActs } from '../../offline/send-acts.ts';
import type { Args } from '../flags.ts';
import { actLine, offlineOutbox, tellOutcome, wayOf } from '../offline-outbox.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import { CliProblem, usageProblem } from '../problem.ts';
import { report, tellingOf } from '../report.ts';
import type { Session } from '../session.ts';

const shape: Shape = { fields: ['id'], columns: ['id'] };

/** Throws `OUTBOX_ITEM_NOT_FOUND`, `HELD_REPLY_NOT_FOUND`, or what refuses the reply now. */
export async function act(session: Session, args: Args): Promise<number | undefined> {
  chosenFields(args, shape.fields);
  const item = args.item as string;
  if (item === 'offline') return retryAll(session, args);
  if (item.startsWith('off_')) return retryOne(session, args, item);
  const retried = await (await session.client()).outbox.retry.mutate({ item });
  await session.say(item.startsWith('hld_') ? 'Sent.' : 'It is tried again.');
  if (session.format !== 'table') await printOne(session, args, retried, shape);
  return 0;
}

/** In order; answers the exit code of the first that was not sent. */
async function retryAll(session: Session, args: Args): Promise<number> {
  const outbox = await offlineOutbox(session);
  const waiting = outbox?.files.list() ?? [];
  if (!outbox || waiting.length === 0) {
    await session.say('Nothing waits on this machine.');
    return 0;
  }
  let exit = 0;
  const telling: (() => Promise<void>)[] = [];
  await sendActs(await wayOf(session, outbox.email), outbox.files, (outcome) =>
    telling.push(() => tellOutcome(session, outcome)),
  );
  for (const tell of telling) {
    try {
      await tell();
    } catch (error) {
      const told = await tellingOf(error, session);
      await report(session.io, told, args.json || args.jsonl);
      exit ||= told.exit;
    }
  }
  const left = outbox.files.list().length;
  if (left > 0) await session.say(`${left} of them still on this machine: postern outbox list`);
  return exit;
}

/** A reply is shown with its readers first. A change that was stopped is done as the ticket stands now. */
async function retryOne(session: Session, args: Args, id: string): Promise<number> {
  const outbox = await offlineOutbox(session);
  const kept = outbox?.files.get(id);
  if (!outbox || !kept)
    throw new CliProblem(
      'NOT_KEPT',
      `Nothing with the id ${id} waits on this machine.`,
      'See: postern outbox list',
    );
  const confirmed = kept.deed.kind === 'reply' ? await askForReply(session, args, kept) : {};
  const isSeen = kept.deed.kind === 'reply' || kept.state === 'stopped';
  const outcome = await sendAct(
    await wayOf(session, outbox.email),
    outbox.files,
    kept,
    isSeen ? confirmed : undefined,
  );
  await tellOutcome(session, outcome);
  if (session.format !== 'table') await printOne(session, args, { id }, shape);
  return 0;
}

async function askForReply(session: Session, args: Args, kept: OfflineAct): Promise<Confirmed> {
  if (!session.canAsk && !args.yes)
    throw usageProblem(
      'A reply goes to the customer, and there is no terminal to show the recipients on and ask.',
      'To send it all the same: add --yes',
    );
  const client = await session.client();
  const ticket = await client.tickets.view.query({ ticket: kept.ticketId ?? (kept.number as number) });
  if (!args.yes) {
    const readers = ticket.audience.to.map(({ name, email }) => `${name} <${email}>`).join(', ');
    await session.show(`PUBLIC REPLY on #${ticket.number}: ${ticket.subject}\nTo ${readers}`);
    if ('body' in kept.deed) await session.show(kept.deed.body);
    if (!(await session.confirm('Send it to the customer?')))
      throw new CliProblem('CANCELLED', `Nothing was sent. It waits on: ${actLine(kept)}.`);
  }
  return { audienceHash: ticket.audience.hash };
}
