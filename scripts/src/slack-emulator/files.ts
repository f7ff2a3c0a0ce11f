/** Files of the workspace: their bytes, how they come in, and who may see them. */
import { randomUUID } from 'node:crypto';
import { extname } from 'node:path';
import type { Clock } from './clock.ts';
import { slackId } from './ids.ts';
import type { Store } from './store.ts';
import type { StoredFile } from './types.ts';
import type { Workspace } from './workspace.ts';

/** The largest file taken, as a free workspace's messages would not get larger ones through either. */
export const largestFileBytes = 50_000_000;

/** Slack's short word for a kind of file, from its name. */
export function filetypeOf(name: string): string {
  const extension = extname(name).slice(1).toLowerCase();
  if (extension === 'txt' || extension === 'log') return 'text';
  if (extension === 'jpeg') return 'jpg';
  return /^[a-z0-9]{1,10}$/.test(extension) ? extension : 'binary';
}

export class Files {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #workspace: Workspace;
  /** Addresses given out for uploading, by their secret. */
  readonly #uploads = new Map<string, string>();

  constructor(parts: { store: Store; clock: Clock; workspace: Workspace }) {
    this.#store = parts.store;
    this.#clock = parts.clock;
    this.#workspace = parts.workspace;
  }

  find(id: string): StoredFile | undefined {
    return this.#store.get('files', id);
  }

  /** A new file without bytes yet. */
  announce(file: { name: string; user: string; size: number }): StoredFile {
    const announced: StoredFile = {
      ...file,
      id: slackId('F'),
      title: file.name,
      filetype: filetypeOf(file.name),
      createdAt: Math.floor(this.#clock.now() / 1000),
      state: 'announced',
      shares: [],
      isGivenToApp: false,
    };
    this.#store.put('files', announced.id, announced);
    return announced;
  }

  /** Where the bytes of an announced file go. */
  uploadUrl(file: StoredFile): string {
    const secret = randomUUID();
    this.#uploads.set(secret, file.id);
    return `${this.#workspace.baseUrl()}/upload/v1/${secret}`;
  }

  /** Takes the bytes sent to an upload address; null when the address is unknown or was used before. */
  receive(secret: string, bytes: Buffer): StoredFile | null {
    const file = this.find(this.#uploads.get(secret) ?? '');
    this.#uploads.delete(secret);
    return file ? this.#fill(file, bytes) : null;
  }

  /** A file that a person brings, whole at once. */
  bring(file: { name: string; user: string; bytes: Buffer }): StoredFile {
    const announced = this.announce({ name: file.name, user: file.user, size: file.bytes.length });
    return this.#fill(announced, file.bytes);
  }

  #fill(file: StoredFile, bytes: Buffer): StoredFile {
    // Apart from the file's other facts, so that sharing it does not write its bytes once more.
    this.#store.put('contents', file.id, { base64: bytes.toString('base64') });
    return this.#put({ ...file, size: bytes.length, state: 'uploaded' });
  }

  bytes(id: string): Buffer | null {
    const content = this.#store.get('contents', id);
    return content ? Buffer.from(content.base64, 'base64') : null;
  }

  /** Finishes an upload; it can be shared from now on. */
  finish(file: StoredFile, title = file.title): StoredFile {
    return this.#put({ ...file, title, state: 'complete' });
  }

  /** A person put it into a dialog of the app, which may read it from then on. */
  giveToApp(id: string): void {
    const file = this.find(id);
    if (file) this.#put({ ...file, state: 'complete', isGivenToApp: true });
  }

  /** Its bytes go; messages keep a tombstone. */
  delete(file: StoredFile): void {
    this.#store.remove('contents', file.id);
    this.#put({ ...file, state: 'deleted' });
  }

  /** True when the app may know of it: its own, given to it, or shared where it is. */
  isVisibleToApp(file: StoredFile): boolean {
    const { bot } = this.#workspace;
    if (file.user === bot.userId || file.isGivenToApp) return true;
    return file.shares.some(({ channel }) =>
      this.#workspace.findChannel(channel)?.members.includes(bot.userId),
    );
  }

  #put(file: StoredFile): StoredFile {
    this.#store.put('files', file.id, file);
    return file;
  }
}
