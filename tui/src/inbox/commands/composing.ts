/** What the keys of a composer do: the one chord that sends, the one that keeps inside, and those around the text. */
import { textOf } from '../../editor/editor.ts';
import type { Inbox } from '../../store/inbox.ts';
import { threadRoom } from '../../views/thread-window.ts';
import type { Outside } from '../run-command.ts';

export function composingCommands({ hub, threads, composing }: Inbox, outside: Pick<Outside, 'openEditor'>) {
  const explain = (words: string) => hub.say('warning', words);
  const threadPage = () => Math.max(1, threadRoom(hub.get()).rows - 1);

  return {
    'reply.send': () => void composing.sendReply(),
    'reply.explainNoteChord': () => explain('This is a public reply: Ctrl+S sends it. Ctrl+N did nothing.'),
    'note.keep': () => void composing.keepNote(),
    'note.explainSendChord': () => explain('This is an internal note: Ctrl+N keeps it. Ctrl+S did nothing.'),
    'composer.leave': () => composing.leave(),
    'composer.editor': () => outside.openEditor(),
    'composer.discard': () => {
      const { composer } = hub.get();
      if (!composer || composer.isSending) return;
      if (textOf(composer.editor) === '') return composing.discard();
      hub.set({ question: { kind: 'discard' } });
    },
    'composer.threadUp': () => threads.scroll(-threadPage()),
    'composer.threadDown': () => threads.scroll(threadPage()),
  };
}
