/** Writing, changing and deleting messages, and putting emoji under them. */
import { typedMessage } from '../typed-text.ts';
import type { Channel, Person } from '../types.ts';
import { ActError } from './act-error.ts';
import type { Perform, Stage } from './acts.ts';
import type { Fields } from './fields.ts';

export function talking({ world, entryPoints }: Stage): Record<string, Perform> {
  const { workspace, manifest } = world;

  const typed = (text: string) =>
    typedMessage(text, { people: workspace.people(), channels: workspace.channels() });

  /** The room of a message about to be written; the app's own messages tab may be closed to writing. */
  function writableRoom(fields: Fields, person: Person): Channel {
    const channel = fields.room(person);
    if (!channel.imWith) return channel;
    if (!manifest.home.hasMessagesTab) throw new ActError('The app has no Messages tab.');
    if (manifest.home.isMessagesTabReadOnly) {
      throw new ActError('Sending messages to this app has been turned off.');
    }
    return channel;
  }

  return {
    /** Text that starts with a slash is a command, as in Slack's own message field. */
    async message(fields) {
      const person = fields.person();
      const text = fields.text('text');
      const threadTs = fields.optional('threadTs');
      if (/^\/\S/.test(text)) {
        const command = /^\/\S+/.exec(text)?.[0];
        if (threadTs !== undefined) throw new ActError(`${command} is not supported in threads. Sorry!`);
        const outcome = await entryPoints.slash(person, fields.room(person), text);
        return { outcome: outcome.kind };
      }
      const channel = writableRoom(fields, person);
      if (text.trim() === '') throw new ActError('There is nothing to send.');
      const root = threadTs === undefined ? undefined : workspace.message(channel.id, threadTs);
      if (threadTs !== undefined && !root) throw new ActError('That thread is gone.');
      const message = workspace.post({
        channel: channel.id,
        user: person.id,
        ...typed(text),
        ...(root && { threadTs: root.threadTs ?? root.ts }),
      });
      return { ts: message.ts };
    },

    edit(fields) {
      const person = fields.person();
      const message = fields.ownMessage(person, fields.room(person));
      return { ts: workspace.edit(message, { editor: person.id, ...typed(fields.text('text')) }).ts };
    },

    delete(fields) {
      const person = fields.person();
      workspace.remove(fields.ownMessage(person, fields.room(person)));
      return {};
    },

    react(fields) {
      const person = fields.person();
      const message = fields.message(fields.room(person));
      workspace.react(message, fields.text('name').replaceAll(':', ''), person.id);
      return {};
    },

    unreact(fields) {
      const person = fields.person();
      const message = fields.message(fields.room(person));
      workspace.unreact(message, fields.text('name').replaceAll(':', ''), person.id);
      return {};
    },
  };
}
