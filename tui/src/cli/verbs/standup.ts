/** `postern standup`: what was done and what waits, to be handed over or pasted into a team's channel. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import { pastMoment } from '../past-moments.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';
import { standupText } from '../standup-text.ts';

const fields = ['since', 'until', 'people', 'unassigned', 'drafts'];

/** One's own sheet, a colleague's, or everybody's. Markdown in a pipe. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, fields);
  if (args.all && args.for !== undefined) throw usageProblem('Say --for or --all, not both.');
  const now = session.io.now();
  const since = pastMoment(session, {
    flag: 'since',
    text: args.since ?? lastWorkingDay(now),
    dayEnd: 'start',
  });
  const of = args.all ? 'everybody' : args.for;
  const client = await session.client();
  const [sheet, me] = await Promise.all([
    client.standup.sheet.query({ since, ...(of !== undefined && { of }), withTexts: args['with-text'] }),
    client.auth.me.query(),
  ]);
  const drafts = await ownDrafts(session, me.email);
  const write = () =>
    standupText(
      sheet,
      { email: me.email, numbers: drafts },
      { isMarkdown: session.format === 'columns', now },
    );
  if (session.format === 'columns' && args.fields === undefined) {
    session.io.stdout.write(write());
    return;
  }
  await printOne(session, args, { ...sheet, drafts }, { fields, columns: fields, table: write });
}

/** Yesterday; on a Monday, and after a weekend at work, Friday. */
function lastWorkingDay(now: Date): string {
  return [0, 1].includes(now.getDay()) ? 'friday' : 'yesterday';
}

/** The numbers of the tickets for which this machine keeps a text that was not sent. */
async function ownDrafts(session: Session, email: string): Promise<number[]> {
  const { draftFiles, stateFolder } = await import('../../store/draft-files.ts');
  const { url } = await session.connection();
  const drafts = draftFiles(stateFolder(session.io.env), { url, email }).list();
  return [...new Set(drafts.map(({ number }) => number))].sort((a, b) => a - b);
}
