/** Drafts at the desk: saved there a while after the disk has them, and found again on another machine. */
import type { Outputs } from '@postern/core/client';
import { createEditor, textOf } from '../editor/editor.ts';
import { clockTime } from '../views/times.ts';
import { otherDraft } from './composing-words.ts';
import type { Hub } from './hub.ts';
import type { Composer, WritingKind } from './model.ts';
import { actsIn } from './reply-acts.ts';

/** A draft as the desk has it; only its writer gets it. */
export type DeskDraft = Outputs['drafts']['list']['items'][number];

export interface DeskDrafts {
  /** A composer was opened: looks for its draft at the desk, and fills it in or offers it. `wants` takes it at once. */
  opened(wants: boolean): Promise<void>;
  /** The disk has a newer text: the desk gets it in a while. */
  changed(): void;
  /** The composer is left: the desk gets its text at once. */
  left(composer: Composer): void;
  /** The draft is thrown away. */
  thrownAway(composer: Composer): void;
  /** Resolves when nothing is on its way: what is sent next must not be overtaken by its own draft. */
  settled(): Promise<void>;
  /** All of this agent's; null when the desk does not say. */
  list(): Promise<readonly DeskDraft[] | null>;
  /** Takes the other draft into the composer; the text that was there becomes the other one. */
  takeOther(): void;
  stop(): void;
}

/** Counted from the first text that the desk does not have; the disk has it long before. */
const saveMs = 2_000;

export function createDeskDrafts(hub: Hub, on: { replaced(): void }): DeskDrafts {
  let saving: NodeJS.Timeout | undefined;
  let underWay: Promise<void> | null = null;

  const forget = () => {
    clearTimeout(saving);
    saving = undefined;
  };
  const patch = (of: Composer, change: Partial<Composer>) => {
    const { composer } = hub.get();
    if (isSame(composer, of)) hub.set({ composer: { ...composer, ...change } });
  };

  const save = async (composer: Composer) => {
    const text = textOf(composer.editor);
    if (text.trim() === '' || composer.other || composer.isSending || hub.get().isReadOnly) return;
    // Who types on without a desk has the disk; it gets the text with the next key after that.
    if (hub.get().connection.kind !== 'live') return;
    const { ticketId, kind, requestId, seen, acts } = composer;
    const actions = kind === 'reply' ? acts : null;
    const answer = await hub.ask((options) =>
      hub.client.drafts.save.mutate(
        { ticket: ticketId, kind, text, requestId, seen, ...(actions && { actions }) },
        options,
      ),
    );
    if (!answer.ok) return;
    if (answer.value.isSaved) patch(composer, { seen: answer.value.version });
    else offer(composer, answer.value.draft);
  };
  const saveSoon = (composer: Composer): Promise<void> => {
    forget();
    underWay = (underWay ?? Promise.resolve())
      // The version of the one before is in the state by now.
      .then(() => save(newest(composer)))
      .finally(() => {
        underWay = null;
      });
    return underWay;
  };
  const newest = (composer: Composer) => {
    const { composer: now } = hub.get();
    return isSame(now, composer) ? now : composer;
  };

  const offer = (composer: Composer, draft: DeskDraft) => {
    const at = Date.parse(draft.updatedAt);
    patch(composer, { other: otherOf(draft) });
    if (isSame(hub.get().composer, composer))
      hub.say(
        'warning',
        `You wrote another draft elsewhere (${clockTime(at)}). Alt+o shows it; this one is kept.`,
      );
  };

  const list = async () => {
    const answer = await hub.ask((options) => hub.client.drafts.list.query(undefined, options));
    return answer.ok ? answer.value.items : null;
  };

  const takeOther = () => {
    const { composer } = hub.get();
    if (!composer?.other || composer.isSending) return hub.say('plain', 'There is no other draft of this.');
    const { other, editor, requestId, acts } = composer;
    const text = textOf(editor);
    hub.set({
      composer: {
        ...composer,
        editor: createEditor(other.text),
        top: 0,
        requestId: other.requestId,
        acts: other.acts ?? null,
        // From now on it is known, whichever of the two goes on.
        seen: other.version ?? composer.seen,
        other: text.trim() === '' ? null : { text, requestId, version: null, acts },
      },
    });
    on.replaced();
    hub.say('plain', otherDraft(other.acts ? null : acts, text.trim() !== ''));
  };

  return {
    list,
    takeOther,
    async opened(wants) {
      const { composer: opened, connection } = hub.get();
      if (!opened || connection.kind !== 'live') return;
      const drafts = await list();
      const found = drafts?.find(({ ticket, kind }) => ticket.id === opened.ticketId && kind === opened.kind);
      const composer = newest(opened);
      if (!found || !isSame(hub.get().composer, opened)) return;
      const isWaiting = [...hub.get().held, ...hub.get().offline].some(
        ({ requestId }) => requestId === found.requestId,
      );
      const text = textOf(composer.editor);
      const isOlder = composer.requestId === found.requestId && text.startsWith(found.text);
      if (isWaiting || isOlder || text === found.text) return patch(composer, { seen: found.version });
      if (composer.seen === found.version && !wants) return;
      if (text.trim() !== '' && !wants) return offer(composer, found);
      patch(composer, { other: otherOf(found) });
      takeOther();
    },
    changed() {
      saving ??= setTimeout(() => {
        saving = undefined;
        const { composer } = hub.get();
        if (composer) void saveSoon(composer);
      }, saveMs);
      saving.unref();
    },
    left(composer) {
      // Nothing has changed that the desk does not have.
      if (saving !== undefined) void saveSoon(composer);
    },
    thrownAway(composer) {
      forget();
      const { ticketId: ticket, kind, other } = composer;
      const wasThere = composer.seen !== null || underWay !== null;
      // The other one is not what was thrown away.
      if (other?.version || !wasThere) return;
      void (underWay ?? Promise.resolve()).then(() =>
        hub.ask((options) => hub.client.drafts.delete.mutate({ ticket, kind }, options)),
      );
    },
    settled() {
      forget();
      return underWay ?? Promise.resolve();
    },
    stop: forget,
  };
}

/** The desk's draft as the other one of a composer. */
function otherOf({ text, requestId, version, actions }: DeskDraft): NonNullable<Composer['other']> {
  return { text, requestId, version, acts: actionsOf(actions) };
}

/** A desk of an older release says nothing of them. */
function actionsOf(actions: DeskDraft['actions'] | undefined): Composer['acts'] {
  return actsIn(actions ?? null);
}

function isSame(one: Composer | null, other: Composer): one is Composer {
  return one?.ticketId === other.ticketId && one.kind === other.kind;
}

/** One line of a list. */
export function deskDraftTo({ kind, ticket }: Pick<DeskDraft, 'kind' | 'ticket'>): string {
  return `${kind satisfies WritingKind} ${ticket.id} desk`;
}
