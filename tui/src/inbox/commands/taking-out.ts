/** What leaves the inbox for the rest of the machine: copies, links, files. Each by its own key, nothing by itself. */
import { displayText } from '@postern/core/words';
import { createEditor } from '../../editor/editor.ts';
import { download } from '../../files/attachment.ts';
import type { Inbox } from '../../store/inbox.ts';
import { linksIn } from '../../store/links.ts';
import { type Choice, ticketAtHand } from '../../store/model.ts';
import { topPlace } from '../../views/thread-window.ts';
import type { Outside } from '../run-command.ts';

type Kind = 'copy' | 'link' | 'viewFile' | 'saveFile';

export function takingOutCommands(
  { hub, threads }: Inbox,
  outside: Pick<Outside, 'copy' | 'browse' | 'hasBrowser' | 'saveFile' | 'viewFile'>,
) {
  const ask = (title: string, kind: Kind, choices: readonly Choice[], index = 0) =>
    hub.set({
      picker: {
        title,
        purpose: { kind },
        editor: createEditor('', { singleLine: true }),
        choices,
        index,
      },
    });
  const shownTicket = () => {
    const row = ticketAtHand(hub.get());
    return row && hub.get().tickets.get(row.id);
  };

  /** Files of replies that wait open for nobody yet. */
  const filesHere = () =>
    (shownTicket()?.timeline ?? []).flatMap(({ kind, id, author, files }) =>
      kind === 'held' ? [] : files.map((file) => ({ ...file, entryId: id, from: author.name })),
    );

  const save = async (name: string, content: Uint8Array, why = '') => {
    try {
      hub.say(
        'good',
        displayText(`Saved as ${await outside.saveFile(name, content)}. It was not opened${why}.`),
      );
    } catch (error) {
      hub.say('bad', displayText(`${name} could not be saved: ${(error as Error).message}`));
    }
  };
  const takeFile = async (id: string, how: 'view' | 'save') => {
    const answer = await hub.ask(() => download(hub.client, id));
    if (!answer.ok) return hub.fail(answer.failure);
    const { fileName, content } = answer.value;
    if (how === 'save') return save(fileName, content);
    const why = await outside.viewFile(answer.value);
    if (why !== null) return save(fileName, content, `: ${why}`);
    hub.say('good', displayText(`${fileName} is opened in its viewer. Its copy goes when you quit.`));
  };
  const noFiles = () => hub.say('plain', 'There are no files in this ticket.');

  const saveFile = (number: number) => {
    const files = filesHere();
    const file = files[number - 1];
    if (file) return takeFile(file.id, 'save');
    if (files.length === 0) return noFiles();
    hub.say('plain', `The files here are 1 to ${files.length}.`);
  };

  /** The one file at once; of several, the first of the message that is being read is offered first. */
  const chooseFile = (how: 'view' | 'save') => {
    const files = filesHere();
    const [only] = files;
    if (!only) return noFiles();
    if (files.length === 1) return void takeFile(only.id, how);
    const ticket = shownTicket();
    const place = ticket && topPlace(hub.get(), ticket);
    const order = ticket?.timeline.map(({ id }) => id) ?? [];
    const from = order.indexOf(place?.entryId ?? '');
    const at = files.findIndex(({ entryId }) => order.indexOf(entryId) >= from);
    ask(
      how === 'view' ? 'Open a file in its viewer' : 'Save a file',
      how === 'view' ? 'viewFile' : 'saveFile',
      files.map(({ id, number, name, size, from: by }) => ({
        label: `[${number}] ${name}`,
        detail: `${size}  ${by}`,
        to: id,
      })),
      Math.max(0, at),
    );
  };

  /** The portal's address, once the desk has told it. */
  let portal: { address: string; isOn: boolean } | null = null;
  const pageOf = (number: number, { address, isOn }: NonNullable<typeof portal>): Choice => {
    const to = `${address}/tickets/${number}`;
    return { label: `Link to the customer's page${isOn ? '' : ' (the portal is off)'}`, detail: to, to };
  };
  /** Behind the other choices, so that none moves under the cursor. */
  const learnPortal = async (number: number) => {
    const answer = await hub.ask((options) => hub.client.portalSettings.status.query(undefined, options));
    if (!answer.ok) return;
    portal = answer.value;
    const { picker } = hub.get();
    if (picker?.purpose.kind !== 'copy') return;
    hub.set({ picker: { ...picker, choices: [...picker.choices, pageOf(number, portal)] } });
  };

  return {
    'ticket.copy': () => {
      const row = ticketAtHand(hub.get());
      if (!row) return hub.say('plain', 'There is no ticket here.');
      const last = shownTicket()?.timeline.findLast((entry) => entry.kind === 'message');
      const both = `#${row.number} ${row.subject}`;
      ask('Copy', 'copy', [
        { label: 'Number', detail: `#${row.number}`, to: `#${row.number}` },
        { label: 'Number and subject', detail: both, to: both },
        ...(row.requester
          ? [{ label: 'E-mail address', detail: row.requester.email, to: row.requester.email }]
          : []),
        ...(last ? [{ label: 'Last message', detail: firstLine(last.text), to: last.text }] : []),
        ...(portal === null ? [] : [pageOf(row.number, portal)]),
      ]);
      if (portal === null) void learnPortal(row.number);
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
    'file.saveOther': () => chooseFile('save'),
    'file.open': () => chooseFile('view'),
    /** Takes a choice of one of these. */
    take(kind: Kind, { to }: Choice) {
      hub.set({ picker: null });
      if (kind === 'viewFile' || kind === 'saveFile')
        return takeFile(to, kind === 'viewFile' ? 'view' : 'save');
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
