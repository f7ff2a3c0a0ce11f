/** Keeps what is being written on the disk: half a second after a key, and at once when it is asked to. */
import { textOf } from '../editor/editor.ts';
import type { Draft, DraftFiles } from './draft-files.ts';
import type { Hub } from './hub.ts';
import type { Composer, WritingKind } from './model.ts';

export interface DraftKeeper {
  /** Changes the composer, where there is one. */
  patch(change: Partial<Composer>): void;
  /** Says in the list whether a ticket has a draft of this kind. */
  markDraft(ticketId: string, kind: WritingKind, isThere: boolean): void;
  removeDraft(composer: Composer): void;
  scheduleSave(): void;
  /** Writes before it returns. Never throws. */
  saveNow(): void;
  /** Forgets a save that was to come. */
  rest(): void;
  cannotSave(error: unknown): void;
  /** A reply is out, or thrown away: removes its draft, unless another one stands there by now. */
  removeSent(reply: { ticketId: string; requestId: string }): void;
  /** Finds the drafts of earlier days. */
  findDrafts(): void;
}

/** How much typing a crash may cost, in ms. */
const saveMs = 500;

export function createDraftKeeper(
  hub: Hub,
  draftsOf: () => DraftFiles | null,
  on: { saved(): void },
): DraftKeeper {
  let saving: NodeJS.Timeout | undefined;

  const patch = (change: Partial<Composer>) => {
    const { composer } = hub.get();
    if (composer) hub.set({ composer: { ...composer, ...change } });
  };

  const rest = () => {
    clearTimeout(saving);
    saving = undefined;
  };

  const markDraft = (ticketId: string, kind: WritingKind, isThere: boolean) => {
    const drafts = new Map(hub.get().drafts);
    const others = (drafts.get(ticketId) ?? []).filter((each) => each !== kind);
    const kinds = isThere ? [...others, kind] : others;
    if (kinds.length > 0) drafts.set(ticketId, kinds);
    else drafts.delete(ticketId);
    hub.set({ drafts });
  };

  const removeDraft = ({ ticketId, kind }: Composer) => {
    rest();
    try {
      draftsOf()?.remove(ticketId, kind);
    } catch (error) {
      hub.say('warning', `The draft's file could not be removed: ${(error as Error).message}`);
    }
    markDraft(ticketId, kind, false);
  };

  const cannotSave = (error: unknown) =>
    hub.say('bad', `The draft could not be saved: ${(error as Error).message}. Keep this window open.`);

  const save = async () => {
    saving = undefined;
    const { composer } = hub.get();
    const files = draftsOf();
    if (!composer || !files) return;
    if (!hasContent(composer)) return removeDraft(composer);
    const draft = draftOf(composer);
    try {
      await files.write(draft);
    } catch (error) {
      return cannotSave(error);
    }
    if (hub.get().composer?.requestId === draft.requestId) patch({ savedAt: hub.now() });
    markDraft(draft.ticketId, draft.kind, true);
    on.saved();
  };

  return {
    patch,
    markDraft,
    removeDraft,
    rest,
    cannotSave,
    removeSent({ ticketId, requestId }) {
      try {
        if (draftsOf()?.read(ticketId, 'reply')?.requestId !== requestId) return;
        draftsOf()?.remove(ticketId, 'reply');
      } catch (error) {
        hub.say('warning', `The draft's file could not be removed: ${(error as Error).message}`);
      }
      markDraft(ticketId, 'reply', false);
    },
    findDrafts() {
      const drafts = new Map<string, WritingKind[]>();
      for (const { ticketId, kind } of draftsOf()?.list() ?? []) {
        drafts.set(ticketId, [...(drafts.get(ticketId) ?? []), kind]);
      }
      hub.set({ drafts });
    },
    scheduleSave() {
      // Counted from the first unsaved key, so that somebody who never pauses loses no more than others.
      saving ??= setTimeout(() => void save(), saveMs);
    },
    saveNow() {
      rest();
      const { composer } = hub.get();
      if (!composer) return;
      if (!hasContent(composer)) return removeDraft(composer);
      const draft = draftOf(composer);
      try {
        draftsOf()?.writeNow(draft);
        patch({ savedAt: hub.now() });
        markDraft(draft.ticketId, draft.kind, true);
        on.saved();
      } catch (error) {
        cannotSave(error);
      }
    },
  };
}

/** Whether there is anything in it to be kept. */
export function hasContent({ editor, files }: Composer): boolean {
  return textOf(editor) !== '' || files.length > 0;
}

function draftOf({ ticketId, number, kind, editor, requestId, seen, files, acts }: Composer): Draft {
  return { ticketId, number, kind, text: textOf(editor), requestId, seen, files, ...(acts && { acts }) };
}
