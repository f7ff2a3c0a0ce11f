/** How a dialog ended that was answered before its work was done: said in the dialog, or where its owner reads it. */
import { setTimeout as pause } from 'node:timers/promises';
import type { types } from '@slack/bolt';
import { type Rendered, sentence } from '../render/text.ts';
import { troubleOf } from '../slack-errors.ts';
import type { PressParts } from './press.ts';
import type { SlackPerson } from './slack-people.ts';
import { type Listener, sayAlone } from './whisper.ts';

export interface DialogEnd {
  view: types.ModalView;
  /** The same for who closed the dialog, with what they would have to write again. */
  words: string;
}

type Parts = Pick<PressParts, 'workspace' | 'log'>;

interface Ended extends DialogEnd {
  viewId: string;
  person: SlackPerson;
  /** Where it is whispered; null for the app's own conversation with them. */
  place: Omit<Listener, 'userId'> | null;
}

const mostTries = 5;
const betweenMs = 1_000;
const longestWaitMs = 60_000;

/** Never throws: what cannot be said anywhere is in the log. */
export async function endDialog(parts: Parts, { viewId, view, words, person, place }: Ended): Promise<void> {
  const { web } = parts.workspace;
  try {
    await patiently(() => web.views.update({ view_id: viewId, view }));
    return;
  } catch (error) {
    parts.log.info({ reason: troubleOf(error).words }, 'a dialog in Slack could not say how it ended');
  }
  try {
    await patiently(() =>
      place
        ? sayAlone(parts, { ...place, userId: person.userId }, words)
        : sayDirectly(parts, person, sentence(words)),
    );
  } catch (error) {
    parts.log.warn({ reason: troubleOf(error).words }, 'nobody could be told how a dialog in Slack ended');
  }
}

/** In the app's own conversation with them. Throws what Slack throws. */
export async function sayDirectly(
  { workspace }: Pick<Parts, 'workspace'>,
  { userId }: Pick<SlackPerson, 'userId'>,
  said: Rendered,
): Promise<void> {
  const { channel } = await workspace.web.conversations.open({ users: userId });
  await workspace.web.chat.postMessage({
    channel: channel?.id ?? userId,
    ...said,
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
  });
}

/** Tries again what may pass soon. Throws what Slack throws in the end. */
async function patiently(act: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await act();
      return;
    } catch (error) {
      const { kind, afterMs = betweenMs } = troubleOf(error);
      const mayPass = kind === 'wait' || kind === 'maybeDone' || kind === 'notDone';
      if (!mayPass || tries === mostTries || afterMs > longestWaitMs) throw error;
      await pause(afterMs, undefined, { ref: false });
    }
  }
}
