/** Drafts of both places: the files of this machine, and those at the desk. */
import { statSync } from 'node:fs';
import type { PosternClient } from '@postern/core/client';
import { type DraftFiles, draftFiles, stateFolder } from '../store/draft-files.ts';
import { oneOf } from './choices.ts';
import type { Args } from './flags.ts';
import { ticketRef } from './numbers.ts';
import { CliProblem, usageProblem } from './problem.ts';
import { readProfiles } from './profiles.ts';
import type { Session } from './session.ts';

/** A draft as the verbs print it. */
export interface DraftRecord {
  ticket: number;
  kind: 'reply' | 'note';
  /** `here` is this machine. */
  where: 'here' | 'desk';
  updatedAt: string;
  subject: string | null;
  text: string;
}

export const draftFields = ['ticket', 'kind', 'where', 'updatedAt', 'subject', 'text'];

/** All of them, the newest first. A text that is in both places is one draft, at the desk. */
export async function allDrafts(session: Session): Promise<DraftRecord[]> {
  const client = await session.client();
  const { items } = await client.drafts.list.query();
  const atDesk = items.map(
    ({ ticket, kind, text, updatedAt }): DraftRecord => ({
      ...{ ticket: ticket.number, kind, where: 'desk', updatedAt, subject: ticket.subject, text },
    }),
  );
  const files = await filesOf(session, client);
  const here = files.list().flatMap(({ ticketId, number, kind, text }): DraftRecord[] => {
    const isKnown = atDesk.some((each) => each.ticket === number && each.kind === kind && each.text === text);
    const updatedAt = files.writtenAt(ticketId, kind)?.toISOString();
    return isKnown || !updatedAt
      ? []
      : [{ ticket: number, kind, where: 'here', updatedAt, subject: null, text }];
  });
  return [...atDesk, ...here].sort((one, other) => (one.updatedAt < other.updatedAt ? 1 : -1));
}

/** The drafts that were named: of one ticket and one kind. Throws `NOT_KEPT`, or a usage problem where it has both. */
export async function namedDrafts(session: Session, args: Args): Promise<[DraftRecord, ...DraftRecord[]]> {
  const ref = ticketRef(args.ticket as string);
  const wanted = args.kind === undefined ? null : oneOf('kind', args.kind, ['reply', 'note']);
  const number =
    typeof ref === 'number'
      ? ref
      : (await (await session.client()).tickets.view.query({ ticket: ref })).number;
  const found = (await allDrafts(session)).filter(
    ({ ticket, kind }) => ticket === number && (wanted === null || kind === wanted),
  );
  const [first, ...others] = found;
  if (!first)
    throw new CliProblem(
      'NOT_KEPT',
      `You have no such draft on #${number}.`,
      'See them all: postern draft list',
    );
  if (others.some(({ kind }) => kind !== first.kind))
    throw usageProblem(
      `#${number} has a reply and a note that are not sent.`,
      'Add --kind reply or --kind note',
    );
  return [first, ...others];
}

/** The files of whoever this is. */
export async function filesOf(
  session: Session,
  client: PosternClient,
): Promise<DraftFiles & { writtenAt(ticketId: string, kind: DraftRecord['kind']): Date | null }> {
  const { url, profile, tokenFrom } = await session.connection();
  const known = (await readProfiles(session.io.env)).get(profile);
  const isKnown = tokenFrom === 'file' && known?.url === url;
  const email = isKnown ? known.email : (await client.auth.me.query()).email;
  const files = draftFiles(stateFolder(session.io.env), { url, email });
  return {
    ...files,
    writtenAt(ticketId, kind) {
      try {
        return statSync(files.fileOf(ticketId, kind)).mtime;
      } catch {
        return null;
      }
    },
  };
}
