/** Writing, changing and deleting messages, and putting emoji under them. */
import { largestFileBytes } from '../files.ts';
import { isObject } from '../schema.ts';
import { typedMessage } from '../typed-text.ts';
import type { Channel, Person } from '../types.ts';
import { ActError } from './act-error.ts';
import type { Perform, Stage } from './acts.ts';
import type { Fields } from './fields.ts';

export function talking({ world, entryPoints }: Stage): Record<string, Perform> {
  const { workspace, manifest, files } = world;

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

  /** Where a message goes; a reply to a reply goes to its root. */
  function placeIn(channel: Channel, threadTs: string | undefined) {
    const root = threadTs === undefined ? undefined : workspace.message(channel.id, threadTs);
    if (threadTs !== undefined && !root) throw new ActError('That thread is gone.');
    return { channel: channel.id, ...(root && { threadTs: root.threadTs ?? root.ts }) };
  }

  return {
    /**
     * Text that starts with a slash is a command, as in Slack's own message field. With `broadcast` a reply is shown
     * in the channel too.
     */
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
      const place = placeIn(channel, threadTs);
      const isBroadcast = place.threadTs !== undefined && fields.raw.broadcast === true;
      const post = { ...place, user: person.id, ...typed(text), ...(isBroadcast && { isBroadcast }) };
      return { ts: workspace.post(post).ts };
    },

    /**
     * Brings files (`name` and `text` or `base64` each). With a channel they are shared in a message, which may have
     * a text; without one they wait for a field of a dialog. Answers their ids.
     */
    upload(fields) {
      const person = fields.person();
      const given = fields.raw.files;
      if (!Array.isArray(given) || given.length === 0 || !given.every(isObject)) {
        throw new ActError('"files" must be a list of { name, text } or { name, base64 }.');
      }
      const place =
        fields.optional('channel') === undefined
          ? null
          : placeIn(writableRoom(fields, person), fields.optional('threadTs'));
      const ids = given.map((file) => {
        const bytes = Buffer.from(String(file.base64 ?? file.text ?? ''), file.base64 ? 'base64' : 'utf8');
        if (bytes.length > largestFileBytes) throw new ActError('That file is too large.');
        return files.bring({ name: String(file.name || 'file'), user: person.id, bytes }).id;
      });
      if (!place) return { files: ids };
      for (const id of ids) files.finish(files.find(id)!);
      const text = fields.optional('text') ?? '';
      const { ts } = workspace.post({
        ...place,
        user: person.id,
        subtype: 'file_share',
        ...(text === '' ? { text } : typed(text)),
        files: ids,
      });
      return { ts, files: ids };
    },

    /** Deletes a file of one's own; messages keep a tombstone. */
    deleteFile(fields) {
      const person = fields.person();
      const file = files.find(fields.text('file'));
      if (file?.user !== person.id || file.state === 'deleted') throw new ActError('That file is not yours.');
      files.delete(file);
      return {};
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
