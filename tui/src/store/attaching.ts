/** Files that go along with what is written: a picker that completes paths, and taking one off again. */
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { displayText, sizeWords } from '@postern/core/words';
import { createEditor, textOf } from '../editor/editor.ts';
import {
  commonStart,
  entriesFor,
  entriesIn,
  type FolderEntry,
  readPath,
  shownPath,
} from '../files/browse-folder.ts';
import { type FileLimits, FileProblem, limitProblem, lookAtFile } from '../files/outgoing.ts';
import { whyUnreadable } from '../files/unreadable.ts';
import type { Composing } from './composing.ts';
import type { Hub } from './hub.ts';
import type { Choice } from './model.ts';

export interface Attaching {
  /** Opens the picker in the folder of the last file, else in the present one. */
  open(): void;
  /** What was typed there has changed. */
  typed(): void;
  /** Goes on typing what cannot be otherwise. */
  complete(): void;
  /** Attaches the file that was chosen or typed, or goes into the folder; whatever cannot be attached is said. */
  take(choice: Choice | undefined): Promise<void>;
  /** Attaches the file of a path that was typed elsewhere. */
  attachPath(typed: string): Promise<void>;
  /** Takes the one file off, or asks which. */
  detach(): void;
  takeOff(choice: Choice): void;
}

export function createAttaching(
  hub: Hub,
  composing: Pick<Composing, 'setFiles'>,
  machine: { home: string; folder: string } = { home: homedir(), folder: process.cwd() },
): Attaching {
  const { home } = machine;
  let lastFolder = machine.folder;
  let limits: FileLimits | null = null;
  /** The folder that was read last. */
  let listing: { folder: string; entries: readonly FolderEntry[] } | null = null;

  const picker = () => {
    const { picker: shown } = hub.get();
    return shown?.purpose.kind === 'attach' ? shown : null;
  };
  const typedPath = () => readPath(textOf(picker()?.editor ?? createEditor('')), machine);

  const type = (text: string) => {
    const shown = picker();
    if (!shown) return;
    hub.set({ picker: { ...shown, editor: createEditor(text, { singleLine: true }), index: 0 } });
    offer();
  };

  const choicesIn = (folder: string, entries: readonly FolderEntry[], rest: string): Choice[] =>
    entriesFor(entries, rest).map(({ name, isFolder, bytes }) => ({
      label: displayText(isFolder ? `${name}/` : name),
      detail: isFolder ? 'folder' : bytes === null ? '' : sizeWords(bytes),
      to: isFolder ? `${join(folder, name)}/` : join(folder, name),
    }));

  /** Shows what is in the folder that was typed, asking the disk when it is another one than before. */
  const offer = () => {
    const shown = picker();
    if (!shown) return;
    const { folder, rest } = typedPath();
    if (listing?.folder === folder)
      return hub.set({ picker: { ...shown, choices: choicesIn(folder, listing.entries, rest) } });
    hub.set({ picker: { ...shown, choices: [] } });
    void entriesIn(folder).then(
      (entries) => {
        listing = { folder, entries };
        if (picker() && typedPath().folder === folder) offer();
      },
      (error: unknown) => {
        if (picker() && typedPath().folder === folder)
          hub.say(
            'warning',
            `${displayText(shownPath(folder, home))} cannot be read: ${whyUnreadable(error)}.`,
          );
      },
    );
  };

  const learnLimits = async () => {
    const answer = await hub.ask((options) => hub.client.tickets.attachmentLimits.query(undefined, options));
    // Without them the desk says it when the file is sent.
    if (answer.ok) limits = answer.value;
  };

  const attach = async (path: string) => {
    const { composer } = hub.get();
    if (!composer) return;
    try {
      const file = await lookAtFile(path);
      // By now the text may be another one.
      const now = hub.get().composer;
      if (now?.requestId !== composer.requestId) return;
      if (now.files.some((each) => each.path === path))
        return hub.say('plain', `${displayText(file.name)} is attached already.`);
      const files = [...now.files, file];
      const problem = limits && limitProblem(files, limits);
      if (problem) return hub.say('warning', `${problem} It is not attached.`);
      lastFolder = dirname(path);
      hub.set({ picker: null });
      composing.setFiles(files);
      hub.say(
        'plain',
        `${displayText(file.name)} (${sizeWords(file.bytes)}) goes along. Ctrl+T takes it off.`,
      );
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      hub.say('warning', error.message);
    }
  };

  const takeOff = (path: string) => {
    const files = hub.get().composer?.files ?? [];
    const file = files.find((each) => each.path === path);
    if (!file) return;
    composing.setFiles(files.filter((each) => each !== file));
    hub.say('plain', `${displayText(file.name)} does not go along any more.`);
  };

  return {
    open() {
      const { composer } = hub.get();
      if (!composer) return;
      if (composer.isSending) return hub.say('plain', 'It is being sent; one moment.');
      // What is in a folder changes; each opening looks anew.
      listing = null;
      const editor = createEditor(shownPath(lastFolder, home, true), { singleLine: true });
      const title =
        composer.kind === 'reply'
          ? 'Attach a file: the customer gets it'
          : 'Attach a file: for the team only';
      hub.set({ picker: { title, purpose: { kind: 'attach' }, editor, choices: [], index: 0 } });
      offer();
      if (!limits) void learnLimits();
    },
    typed: offer,
    complete() {
      const { folder, rest } = typedPath();
      const shown = picker();
      if (!shown || listing?.folder !== folder) return;
      const fits = entriesFor(listing.entries, rest);
      const [only] = fits;
      const path = (name: string) => shownPath(join(folder, name), home);
      if (only && fits.length === 1) return type(`${path(only.name)}${only.isFolder ? '/' : ''}`);
      const start = commonStart(fits, rest);
      if (start.length > rest.length) return type(path(start));
      hub.set({ picker: { ...shown, index: (shown.index + 1) % Math.max(1, fits.length) } });
    },
    async take(choice) {
      const { folder, rest } = typedPath();
      const path = choice?.to ?? join(folder, rest);
      if (path.endsWith('/')) return type(shownPath(path.slice(0, -1) || '/', home, true));
      await attach(path);
    },
    attachPath(typed) {
      const { folder, rest } = readPath(typed, machine);
      return attach(join(folder, rest));
    },
    detach() {
      const files = hub.get().composer?.files ?? [];
      const [file] = files;
      if (!file) return hub.say('plain', 'No file goes along. Ctrl+A attaches one.');
      if (files.length === 1) return takeOff(file.path);
      hub.set({
        picker: {
          title: 'Take a file off',
          purpose: { kind: 'detach' },
          editor: createEditor('', { singleLine: true }),
          choices: files.map(({ name, bytes, path }) => ({
            label: displayText(name),
            detail: `${sizeWords(bytes)}  ${displayText(shownPath(dirname(path), home))}`,
            to: path,
          })),
          index: 0,
        },
      });
    },
    takeOff({ to }) {
      hub.set({ picker: null });
      takeOff(to);
    },
  };
}
