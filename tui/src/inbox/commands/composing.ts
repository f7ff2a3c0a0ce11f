/** What the keys of a composer do: the one chord that sends, the one that keeps inside, and those around the text. */
import { createEditor, textOf } from '../../editor/editor.ts';
import { withFiles } from '../../store/composing-words.ts';
import { hasContent } from '../../store/draft-keeper.ts';
import type { Inbox } from '../../store/inbox.ts';
import { threadRoom } from '../../views/thread-window.ts';
import type { Outside } from '../run-command.ts';

export function composingCommands(
  { hub, threads, composing, attaching }: Inbox,
  outside: Pick<Outside, 'openEditor'>,
) {
  const explain = (words: string) => hub.say('warning', words);
  const threadPage = () => Math.max(1, threadRoom(hub.get()).rows - 1);

  return {
    'reply.send': () => void composing.sendReply(),
    'reply.explainNoteChord': () => explain('This is a public reply: Ctrl+S sends it. Ctrl+N did nothing.'),
    'note.keep': () => void composing.keepNote(),
    'note.explainSendChord': () => explain('This is an internal note: Ctrl+N keeps it. Ctrl+S did nothing.'),
    'reply.toNote': () => composing.convert('note'),
    'note.toReply': () => {
      const { composer } = hub.get();
      if (!composer || composer.isSending) return;
      const letters = firstLetters(composer.customer);
      hub.set({
        picker: {
          title: `Make it public${withFiles(composer.files.length)}? Type "${letters}" for ${composer.customer}, who would read it`,
          purpose: { kind: 'publish', letters },
          editor: createEditor('', { singleLine: true }),
          choices: [],
          index: 0,
        },
      });
    },
    /** Goes on with `note.toReply` when the letters are right. */
    publish(letters: string) {
      const { picker } = hub.get();
      const typed = picker ? textOf(picker.editor).trim().toLowerCase() : '';
      if (typed !== letters) return hub.say('warning', `Type "${letters}", or press Esc: it stays a note.`);
      hub.set({ picker: null });
      composing.convert('reply');
    },
    'composer.leave': () => composing.leave(),
    'composer.attach': () => attaching.open(),
    'composer.detach': () => attaching.detach(),
    'composer.otherDraft': () => composing.atDesk.takeOther(),
    'composer.editor': () => outside.openEditor(),
    'composer.discard': () => {
      const { composer } = hub.get();
      if (!composer || composer.isSending) return;
      if (!hasContent(composer)) return composing.discard();
      hub.set({ question: { kind: 'discard' } });
    },
    'composer.threadUp': () => threads.scroll(-threadPage()),
    'composer.threadDown': () => threads.scroll(threadPage()),
  };
}

/** The first three letters of a name, as they are typed. */
function firstLetters(name: string): string {
  return [...name.toLowerCase().replace(/\s/g, '')].slice(0, 3).join('');
}
