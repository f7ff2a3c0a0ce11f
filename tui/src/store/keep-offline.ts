/** From a composer into the outbox of this machine, where a text waits until the desk is back. */
import { textOf } from '../editor/editor.ts';
import { actWords, expectedRow } from '../offline/offline-act.ts';
import { namesOf } from './composing-words.ts';
import type { Hub } from './hub.ts';
import type { Composer } from './model.ts';
import type { OfflineActions } from './offline.ts';

interface Keeping {
  composer: Composer;
  holdSeconds: number;
  /** The desk has found nothing wrong in it, or its writer was shown what it found. */
  isLookedThrough: boolean;
}

/** Answers whether it is kept; files lie on this machine alone, so a text with files is not. */
export function keptOffline(
  hub: Hub,
  offline: Pick<OfflineActions, 'keep'>,
  { composer, holdSeconds, isLookedThrough }: Keeping,
  kept: () => void,
): boolean {
  const { ticketId, kind, requestId, audience, files, acts } = composer;
  const state = hub.get();
  const row = state.tickets.get(ticketId) ?? state.list.rows.find(({ id }) => id === ticketId);
  if (!row || files.length > 0) return false;
  const willBe = expectedRow(row, state.offline).status;
  if (kind === 'reply' && willBe === 'closed') {
    hub.say(
      'warning',
      `#${row.number} will be closed by then, and none leaves a closed ticket. Your text is kept: Esc, then u or o, and r brings it back.`,
    );
    return false;
  }
  const body = textOf(composer.editor);
  const readers = audience ? namesOf(audience) : '';
  const deed =
    kind === 'reply'
      ? {
          ...{ kind, body, audienceHash: audience?.hash ?? null, readers, holdSeconds },
          ...(acts && { acts }),
          ...(isLookedThrough && { leaksOk: true }),
        }
      : { kind, body };
  const act = offline.keep(row, deed, requestId);
  if (!act) return false;
  // The outbox has the text by now, so the draft is not needed.
  kept();
  hub.set({ composer: null });
  hub.say(
    'warning',
    `Kept on this machine, to be sent when the desk is back: ${actWords(act)}. u takes it back.`,
  );
  return true;
}
