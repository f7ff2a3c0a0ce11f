/** What leaves the inbox for the rest of the machine: copies, links, files. Each by its own key, nothing by itself. */
import { createEditor } from '../../editor/editor.ts';
import { download } from '../../files/attachment.ts';
import type { Inbox } from '../../store/inbox.ts';
import { linksIn } from '../../store/links.ts';
import { type Choice, ticketAtHand } from '../../store/model.ts';
import type { Outside } from '../run-command.ts';

export function takingOutCommands(
  { hub, threads }: Inbox,
  outside: Pick<Outside, 'copy' | 'browse' | 'hasBrowser' | 'saveFile'>,
) {
  const ask = (title: string, kind: 'copy' | 'link', choices: readonly Choice[]) =>
    hub.set({
      picker: {
        title,
        purpose: { kind },
        editor: createEditor('', { singleLine: true }),
        choices,
        index: 0,
      },
    });
  const shownTicket = () => {
    const row = ticketAtHand(hub.get());
    return row && hub.get().tickets.get(row.id);
  };

  const saveFile = async (number: number) => {
    const entries = shownTicket()?.timeline.filter(({ kind }) => kind !== 'held') ?? [];
    const files = entries.flatMap((entry) => entry.files);
    const file = files[number - 1];
    if (!file)
      return hub.say(
        'plain',
        files.length === 0
          ? 'There are no files in this ticket.'
          : `The files here are 1 to ${files.length}.`,
      );
    const answer = await hub.ask(() => download(hub.client, file.id));
    if (!answer.ok) return hub.fail(answer.failure);
    const { fileName, content } = answer.value;
    try {
      hub.say('good', `Saved as ${await outside.saveFile(fileName, content)}. It was not opened.`);
    } catch (error) {
      hub.say('bad', `${file.name} could not be saved: ${(error as Error).message}`);
    }
  };

  return {
    'ticket.copy': () => {
      const row = ticketAtHand(hub.get());
      if (!row) return hub.say('plain', 'There is no ticket here.');
      const last = shownTicket()?.timeline.findLast((entry) => entry.kind === 'message');
      ask('Copy', 'copy', [
        { label: 'Number', detail: `#${row.number}`, to: `#${row.number}` },
        { label: 'Number and subject', detail: row.subject, to: `#${row.number} ${row.subject}` },
        ...(row.requester
          ? [{ label: 'E-mail address', detail: row.requester.email, to: row.requester.email }]
          : []),
        ...(last ? [{ label: 'Last message', detail: firstLine(last.text), to: last.text }] : []),
      ]);
    },
    'ticket.links': async () => {
      const row = ticketAtHand(hub.get());
      if (!row) return hub.say('plain', 'There is no ticket here.');
      const ticket = shownTicket() ?? (await threads.load(row.id));
      const links = ticket ? linksIn(ticket) : [];
      if (links.length === 0) return hub.say('plain', `There are no links in #${row.number}.`);
      ask(
        outside.hasBrowser ? 'Open a link in the browser' : 'Copy a link',
        'link',
        links.map(({ url, host, rest, from }) => ({ label: host, detail: `${rest} (${from})`, to: url })),
      );
    },
    'file.save': (keys: string) => void saveFile(Number(keys)),
    /** Takes a choice of `ticket.copy` or `ticket.links`. */
    take(kind: 'copy' | 'link', { to }: Choice) {
      hub.set({ picker: null });
      if (kind === 'link' && outside.hasBrowser)
        return outside.browse(to).then(
          () => hub.say('good', `${new URL(to).host} is opened in your browser.`),
          (error: Error) => hub.say('bad', error.message),
        );
      outside.copy(to);
      // Terminals do not answer whether they took it.
      hub.say('plain', `Sent to the clipboard: ${firstLine(to)}`);
    },
  };
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
