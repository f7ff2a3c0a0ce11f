/** Writing: a reply to the customer or a note for the team, its draft, and the one way each of them leaves. */

import type { Failure, ReplyActions } from '@postern/core/client';
import type { EditorAction } from '../editor/actions.ts';
import { createEditor, edit, textOf } from '../editor/editor.ts';
import { forgetUploads, type OutgoingFile } from '../files/outgoing.ts';
import { layoutOf } from '../views/layout.ts';
import {
  arrivedWords,
  beyondUndo,
  convertedWords,
  draftIsBack,
  draftKept,
  leakWarning,
  replyWords,
  withFiles,
} from './composing-words.ts';
import { createDeskDrafts, type DeskDrafts } from './desk-drafts.ts';
import type { Draft, DraftFiles } from './draft-files.ts';
import { createDraftKeeper, hasContent } from './draft-keeper.ts';
import type { Hub } from './hub.ts';
import { keptOffline } from './keep-offline.ts';
import { leaksOf } from './leaks.ts';
import {
  type Audience,
  type Composer,
  type HeldReply,
  type Status,
  type Ticket,
  ticketAtHand,
  type WritingKind,
} from './model.ts';
import { newComposer, newsOf } from './new-composer.ts';
import type { OfflineActions } from './offline.ts';
import { writersWords } from './presence.ts';
import { joinedActs } from './reply-acts.ts';
import { safeAudience, safeRecipients } from './safe-tickets.ts';
import { settleTop } from './settle-top.ts';
import type { ThreadActions } from './threads.ts';
import { uploadsOf, withoutDoubles } from './uploading.ts';

/** Which text it was. */
type Which = Pick<HeldReply, 'ticketId' | 'requestId'>;

export interface Composing {
  /**
   * Opens the composer of one kind on the ticket at hand, with its draft when there is one; `quote` is put below it,
   * each line behind a `>`; with `desk` the draft that was written elsewhere is taken at once.
   */
  open(kind: WritingKind, quote?: string, wants?: 'desk'): void;
  /** Drafts at the desk. */
  readonly atDesk: Pick<DeskDrafts, 'list' | 'takeOther'>;
  /** Every draft of this desk. */
  drafts(): readonly Draft[];
  change(action: EditorAction): void;
  /** Sends what a reply composer holds; in a note composer it does nothing. */
  sendReply(): Promise<void>;
  /** Keeps what a note composer holds; in a reply composer it does nothing. */
  keepNote(): Promise<void>;
  /** Closes the composer; the text stays a draft. */
  leave(): void;
  /** Makes the other kind of it, with a new id, below a draft of that kind. Whoever publishes a note asks. */
  convert(to: WritingKind): void;
  /** What goes along with the text from now on. */
  setFiles(files: readonly OutgoingFile[]): void;
  /** What the reply does to its ticket when it leaves. */
  setActs(acts: ReplyActions | null): void;
  /** Throws the text away. */
  discard(): void;
  /**
   * Makes a text that was taken back the draft of its ticket, before what is written there by now; its
   * files too, as far as this machine knows them. Answers how many of them that are.
   */
  bringBack(
    from: Which & { number: number; acts?: ReplyActions | null | undefined },
    text: string,
    kind?: WritingKind,
  ): number;
  /** A reply that waited is out, or thrown away: its draft is needed no more. */
  hasLeft(reply: Which): void;
  /** The ticket was asked for anew: has a customer written meanwhile, or a colleague answered? */
  ticketChanged(ticket: Ticket): void;
  /** Finds the drafts of earlier days. */
  findDrafts(): void;
  /** Writes what is not written yet before it returns; for signals. Never throws. */
  saveNow(): void;
  stop(): void;
}

export function createComposing(
  hub: Hub,
  threads: Pick<ThreadActions, 'open' | 'load' | 'refresh' | 'scrollTo' | 'markSeen'>,
  draftsOf: () => DraftFiles | null,
  {
    holdSeconds,
    offline,
    ...on
  }: {
    holdSeconds: number;
    offline: Pick<OfflineActions, 'mustWait' | 'keep'>;
    /** A reply waits at the desk. */
    held(): void;
    /** A text is where nothing takes it back, said in words. */
    left(words: string): void;
  },
): Composing {
  const atDesk = createDeskDrafts(hub, {
    replaced() {
      settleTop(hub);
      keeper.scheduleSave();
    },
  });
  const keeper = createDraftKeeper(hub, draftsOf, { saved: atDesk.changed });
  const { patch, markDraft, removeDraft, scheduleSave, saveNow, cannotSave } = keeper;
  /** By the id of a reply that waits, what it took along: brought back with it. */
  const heldFiles = new Map<string, readonly OutgoingFile[]>();

  /** The composer that may send now: of this kind, with a text, not sending already. */
  const ready = (kind: WritingKind): Composer | null => {
    const { composer } = hub.get();
    if (composer?.kind !== kind || composer.isSending) return null;
    // What is sent must have stood on the screen with its reader's name.
    if (layoutOf(hub.get()).composer === null) return null;
    if (textOf(composer.editor).trim() !== '') return composer;
    hub.say('warning', 'There is nothing to send yet. Write something first.');
    return null;
  };

  /** After the desk has it: the draft is gone, the thread shows it. */
  const sent = (composer: Composer, { tone, text }: Status) => {
    removeDraft(composer);
    const newFrom = new Map(hub.get().newFrom);
    newFrom.delete(composer.ticketId);
    hub.set({ composer: null, newFrom });
    hub.say(tone, text);
    on.left(beyondUndo(composer));
    threads.markSeen(composer.ticketId);
    threads.scrollTo('bottom');
    void threads.refresh(composer.ticketId).then(() => threads.markSeen(composer.ticketId));
  };

  /** The desk keeps it for a while: the draft stays on the disk until it is known to be out. */
  const held = (composer: Composer) => {
    keeper.rest();
    heldFiles.set(composer.requestId, composer.files);
    markDraft(composer.ticketId, 'reply', false);
    hub.set({ composer: null });
    threads.markSeen(composer.ticketId);
    threads.scrollTo('bottom');
    void threads.refresh(composer.ticketId);
    on.held();
  };

  const mustWait = ({ ticketId: id, number }: Composer) => offline.mustWait({ id, number });
  const kept = (composer: Composer, isLookedThrough = false) =>
    keptOffline(hub, offline, { composer, holdSeconds, isLookedThrough }, () => removeDraft(composer));
  /** While the desk is away: into the outbox, or back to its writer. */
  const keepOrStay = (composer: Composer) => {
    saveNow();
    if (kept(composer)) return;
    patch({ isSending: false });
    if (composer.files.length > 0)
      hub.say(
        'warning',
        'The desk is away, and files cannot wait for it. The draft is kept; send it when it is back.',
      );
  };

  /** What leaves, its files on the desk already; null when one of them cannot go, which is then said. */
  const begin = async (composer: Composer) => {
    // On the disk before it leaves: a crash in between must find the same id again.
    saveNow();
    patch({ isSending: true });
    await atDesk.settled();
    const uploads = await uploadsOf(hub, patch, composer);
    if (!uploads) {
      patch({ isSending: false });
      return null;
    }
    return {
      ticket: composer.ticketId,
      body: textOf(composer.editor),
      requestId: composer.requestId,
      uploads,
    };
  };

  /** The composer is as it was, and the desk has none of its files. */
  const refused = (uploads: readonly string[], code: Failure['code'], change: Partial<Composer> = {}) => {
    void forgetUploads(hub.client, uploads);
    patch({ isSending: false, ...change, ...(code === 'REQUEST_ID_REUSED' && { requestId: hub.newId() }) });
  };

  return {
    drafts: () => draftsOf()?.list() ?? [],
    atDesk,
    open(kind, quote, wants) {
      const row = ticketAtHand(hub.get());
      if (!row) return;
      const { id: ticketId } = row;
      const { me } = hub.get();
      const kept = draftsOf()?.read(ticketId, kind) ?? null;
      // The text of a reply that waits stays on the disk until that is out; what is written now is another one.
      const waiting = [...hub.get().held, ...hub.get().offline];
      const draft = waiting.some((each) => each.requestId === kept?.requestId) ? null : kept;
      const ticket = hub.get().tickets.get(ticketId);
      hub.set({ composer: newComposer({ kind, row, draft, ticket, quote, me, newId: hub.newId }) });
      threads.open(ticketId);
      settleTop(hub);
      if (quote) scheduleSave();
      if (draft) hub.say('plain', draftIsBack(draft));
      void atDesk.opened(wants === 'desk');
    },
    change(action) {
      const state = hub.get();
      const { composer } = state;
      if (!composer) return;
      // What is on its way must be what is on the screen.
      if (composer.isSending) return hub.say('plain', 'It is being sent; one moment.');
      const box = layoutOf(state).composer;
      const editor = edit(
        composer.editor,
        action,
        box ? { width: box.width, height: box.textRows } : undefined,
      );
      patch({ editor });
      settleTop(hub);
      if (editor.lines !== composer.editor.lines) scheduleSave();
    },
    async sendReply() {
      const composer = ready('reply');
      if (!composer) return;
      const { audience, arrived } = composer;
      const isAway = mustWait(composer);
      if (!audience && !isAway) {
        void threads.load(composer.ticketId);
        return hub.say(
          'warning',
          'Who would read this is not known yet. Wait a moment, then press Ctrl+S again.',
        );
      }
      if (arrived.count > composer.askedFor) {
        patch({ askedFor: arrived.count });
        threads.scrollTo('bottom');
        return hub.say(
          'warning',
          `${arrivedWords(arrived)} while you wrote. Read it, then press Ctrl+S again to send.`,
        );
      }
      const others = (hub.get().writers.get(composer.ticketId) ?? []).filter(({ kind }) => kind === 'reply');
      const words = composer.hasAskedForWriter ? '' : writersWords(others, hub.now());
      if (words !== '') {
        patch({ hasAskedForWriter: true });
        return hub.say('warning', `${words} too. Talk to each other, or press Ctrl+S again to send yours.`);
      }
      const text = textOf(composer.editor);
      // Nothing can be typed from here on: what was looked at is what is sent.
      patch({ isSending: true });
      const { ticketId } = composer;
      const { leaks, isByDesk } = await leaksOf(hub, { ticketId, text, isAway });
      if (leaks.length > 0 && composer.leaksAskedFor !== text) {
        patch({ leaksAskedFor: text, isSending: false });
        return hub.say('warning', leakWarning(leaks));
      }
      if (isAway || !audience) return keepOrStay(composer);
      const message = await begin(composer);
      if (!message) return;
      const answer = await hub.ask((options) =>
        hub.client.tickets.reply.mutate(
          {
            ...{ ...message, audienceHash: audience.hash, holdSeconds, stopIfTheyWrite: holdSeconds > 0 },
            ...(composer.acts && { actions: composer.acts }),
          },
          options,
        ),
      );
      if (answer.ok && answer.value.held) return held(composer);
      if (answer.ok)
        return sent(composer, replyWords(composer.number, safeRecipients(answer.value.to), composer));
      const { code, facts } = answer.failure;
      if (code === 'UNREACHABLE' && kept(composer, isByDesk)) return;
      const now = facts.audience as Audience | undefined;
      refused(
        message.uploads,
        code,
        code === 'AUDIENCE_CHANGED' && now ? { audience: safeAudience(now) } : {},
      );
      hub.fail(answer.failure);
      if (code === 'REQUEST_ID_REUSED') void threads.refresh(composer.ticketId);
    },
    async keepNote() {
      const composer = ready('note');
      if (!composer) return;
      if (mustWait(composer)) return keepOrStay(composer);
      const note = await begin(composer);
      if (!note) return;
      const answer = await hub.ask((options) => hub.client.tickets.note.mutate(note, options));
      if (answer.ok) {
        const files = withFiles(composer.files.length);
        return sent(composer, {
          tone: 'good',
          text: `Note kept inside the team${files} (#${composer.number}).`,
        });
      }
      if (answer.failure.code === 'UNREACHABLE' && kept(composer)) return;
      refused(note.uploads, answer.failure.code);
      hub.fail(answer.failure);
    },
    bringBack({ ticketId, number, requestId, acts }, text, kind = 'reply') {
      const files = draftsOf();
      const kept = files?.read(ticketId, kind) ?? null;
      const isItsOwn = kept?.requestId === requestId;
      const more = kept && !isItsOwn ? `\n\n${kept.text}` : '';
      const itsFiles = heldFiles.get(requestId) ?? (isItsOwn ? kept.files : []);
      const allActs = joinedActs(acts ?? null, kept?.acts ?? null);
      const together = isItsOwn ? itsFiles : withoutDoubles([...itsFiles, ...(kept?.files ?? [])]);
      const draft = { ticketId, number, kind, text: text + more, requestId: hub.newId() };
      try {
        files?.writeNow({ ...draft, files: together, acts: allActs });
        markDraft(ticketId, kind, true);
      } catch (error) {
        cannotSave(error);
      }
      return itsFiles.length;
    },
    hasLeft(reply) {
      heldFiles.delete(reply.requestId);
      keeper.removeSent(reply);
    },
    leave() {
      const { composer } = hub.get();
      if (!composer) return;
      if (composer.isSending) return hub.say('plain', 'It is being sent; one moment.');
      saveNow();
      atDesk.left(composer);
      hub.set({ composer: null });
      if (hasContent(composer)) hub.say('plain', draftKept(composer));
    },
    convert(to) {
      const { composer } = hub.get();
      if (!composer || composer.kind === to || composer.isSending) return;
      const { ticketId } = composer;
      const draft = draftsOf()?.read(ticketId, to) ?? null;
      const parts = [draft?.text.trimEnd() ?? '', textOf(composer.editor)].filter((part) => part !== '');
      removeDraft(composer);
      atDesk.thrownAway(composer);
      patch({
        kind: to,
        editor: createEditor(parts.join('\n\n')),
        requestId: draft?.requestId ?? hub.newId(),
        files: withoutDoubles([...(draft?.files ?? []), ...composer.files]),
        // A note does nothing to its ticket.
        acts: to === 'reply' ? (draft?.acts ?? null) : null,
        ...{ top: 0, askedFor: 0, leaksAskedFor: null, savedAt: null, seen: null, other: null },
        audience: hub.get().tickets.get(ticketId)?.audience ?? composer.audience,
      });
      saveNow();
      settleTop(hub);
      hub.say(to === 'note' ? 'plain' : 'warning', convertedWords(to, composer.acts));
    },
    discard() {
      const { composer } = hub.get();
      if (!composer || composer.isSending) return;
      removeDraft(composer);
      atDesk.thrownAway(composer);
      hub.set({ composer: null });
      hub.say('plain', 'The draft is thrown away.');
    },
    ticketChanged(ticket) {
      const { composer, me, status } = hub.get();
      if (composer?.ticketId !== ticket.id) return;
      const news = newsOf(composer, ticket, me);
      patch(news);
      // It is newer than what was last done; a warning stays.
      if (news.arrived && status?.tone === 'plain') hub.set({ status: null });
    },
    findDrafts: keeper.findDrafts,
    saveNow,
    setFiles(files) {
      const { composer } = hub.get();
      if (!composer) return;
      if (composer.isSending) return hub.say('plain', 'It is being sent; one moment.');
      patch({ files });
      settleTop(hub);
      scheduleSave();
    },
    setActs(acts) {
      const { composer } = hub.get();
      if (composer?.kind !== 'reply' || composer.isSending) return;
      patch({ acts });
      settleTop(hub);
      scheduleSave();
    },
    stop() {
      atDesk.stop();
      saveNow();
    },
  };
}
