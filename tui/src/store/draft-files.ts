/** Drafts on the disk: one file per desk, agent, ticket and kind; a crash leaves the old text or the new one. */
import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { ReplyActions } from '@postern/core/client';
import type { OutgoingFile } from '../files/outgoing.ts';
import type { WritingKind } from './model.ts';
import { actsIn } from './reply-acts.ts';

export interface Draft {
  ticketId: string;
  number: number;
  kind: WritingKind;
  text: string;
  /** Goes on with the draft, so that what was sent just before a crash is not sent again after it. */
  requestId: string;
  /** Where its files are on this machine, and what they were like when they were attached. */
  files: readonly OutgoingFile[];
  /** What it does to its ticket when it leaves. */
  acts?: ReplyActions | null;
  /** The version of it at the desk that the text goes on from. */
  seen?: number | null;
}

export interface DraftFiles {
  /** The draft, or null when there is none that can be read. */
  read(ticketId: string, kind: WritingKind): Draft | null;
  /** All drafts of this desk; a file that cannot be read is left out and left alone. */
  list(): Draft[];
  /** Writes it with fsync without holding up the screen; a later write or removal wins. Rejects when it cannot. */
  write(draft: Draft): Promise<void>;
  /** The same before the call returns, for signals. Throws when it cannot. */
  writeNow(draft: Draft): void;
  remove(ticketId: string, kind: WritingKind): void;
  /** Where it lies, or would. */
  fileOf(ticketId: string, kind: WritingKind): string;
}

/** Where this program keeps its state: `$XDG_STATE_HOME/postern`, else `~/.local/state/postern`. */
export function stateFolder(env: Readonly<Record<string, string | undefined>>): string {
  const base = env.XDG_STATE_HOME;
  return join(base && isAbsolute(base) ? base : join(env.HOME || homedir(), '.local', 'state'), 'postern');
}

/** The drafts of one agent on one desk. Nothing is created before the first draft is written. */
export function draftFiles(folder: string, desk: { url: string; email: string }): DraftFiles {
  const name = createHash('sha256').update(`${desk.url}\n${desk.email}`).digest('hex').slice(0, 16);
  const directory = join(folder, 'drafts', name);
  const fileOf = (ticketId: string, kind: WritingKind) => join(directory, `${ticketId}.${kind}.json`);
  /** By file, how often it was written or removed: an older write that comes late must not win. */
  const turns = new Map<string, number>();
  const nextTurn = (file: string) => {
    const turn = (turns.get(file) ?? 0) + 1;
    turns.set(file, turn);
    return turn;
  };
  const prepare = (draft: Draft) => {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const file = fileOf(draft.ticketId, draft.kind);
    return { file, fresh: join(directory, `.${randomUUID()}`), turn: nextTurn(file) };
  };
  const settle = () => {
    const handle = openSync(directory, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  };

  return {
    fileOf,
    read: (ticketId, kind) => readDraft(fileOf(ticketId, kind)),
    list() {
      let names: string[];
      try {
        names = readdirSync(directory);
      } catch {
        return [];
      }
      return names
        .filter((each) => /^tkt_[0-9a-z]+\.(reply|note)\.json$/.test(each))
        .flatMap((each) => readDraft(join(directory, each)) ?? []);
    },
    async write(draft) {
      const { file, fresh, turn } = prepare(draft);
      const handle = await open(fresh, 'wx', 0o600);
      try {
        await handle.writeFile(JSON.stringify(draft));
        await handle.sync();
      } catch (error) {
        rmSync(fresh, { force: true });
        throw error;
      } finally {
        await handle.close();
      }
      if (turns.get(file) !== turn) return rmSync(fresh, { force: true });
      renameSync(fresh, file);
      settle();
    },
    writeNow(draft) {
      const { file, fresh } = prepare(draft);
      const handle = openSync(fresh, 'wx', 0o600);
      try {
        writeSync(handle, JSON.stringify(draft));
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      renameSync(fresh, file);
      settle();
    },
    remove(ticketId, kind) {
      const file = fileOf(ticketId, kind);
      nextTurn(file);
      rmSync(file, { force: true });
    },
  };
}

/** Drafts of earlier versions have none. */
function filesIn(files: unknown): OutgoingFile[] {
  if (!Array.isArray(files)) return [];
  return files.filter(
    (each: Partial<OutgoingFile> | null) =>
      typeof each?.path === 'string' &&
      typeof each.name === 'string' &&
      typeof each.bytes === 'number' &&
      typeof each.changedAt === 'number',
  );
}

function readDraft(file: string): Draft | null {
  try {
    const draft = JSON.parse(readFileSync(file, 'utf8')) as Partial<Draft> | null;
    const isDraft =
      typeof draft?.ticketId === 'string' &&
      typeof draft.number === 'number' &&
      (draft.kind === 'reply' || draft.kind === 'note') &&
      typeof draft.text === 'string' &&
      typeof draft.requestId === 'string';
    return isDraft ? { ...(draft as Draft), files: filesIn(draft.files), acts: actsIn(draft.acts) } : null;
  } catch {
    return null;
  }
}
