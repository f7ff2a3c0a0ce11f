/** Using the app: clicking, filling in dialogs, commands, shortcuts, its Home. */
import type { Entries } from '../dialog-content.ts';
import { isObject } from '../schema.ts';
import type { Json } from '../types.ts';
import { ActError } from './act-error.ts';
import type { Perform, Stage } from './acts.ts';
import type { Fields } from './fields.ts';

const entriesOf = (fields: Fields): Entries => (isObject(fields.raw.values) ? fields.raw.values : {});

export function using({ world, interactivity, entryPoints }: Stage): Record<string, Perform> {
  const { dialogs, store } = world;

  return {
    /** `option` is what was chosen or typed; `values` what stands in the other fields of a dialog. */
    async click(fields) {
      const person = fields.person();
      const outcome = await interactivity.click(person, fields.container(person), {
        actionId: fields.text('actionId'),
        blockId: fields.optional('blockId'),
        option: fields.raw.option,
        entries: entriesOf(fields),
      });
      return { outcome: outcome.kind };
    },

    /** Types `query` into an external menu and answers what it offers then. */
    suggest(fields) {
      const person = fields.person();
      return interactivity.suggest(person, fields.container(person), {
        actionId: fields.text('actionId'),
        blockId: fields.optional('blockId'),
        query: fields.text('query'),
      });
    },

    async submit(fields) {
      const person = fields.person();
      const view = fields.view(person);
      if (!view.view.submit) throw new ActError('That dialog has no submit button.');
      const { isSent, outcome } = await interactivity.submit(person, view, entriesOf(fields));
      return { sent: isSent, outcome: outcome?.kind ?? null, view: dialogs.find(view.id) ?? null };
    },

    /** Closes the dialog in front, or with `all` every one of them. */
    async close(fields) {
      const person = fields.person();
      await interactivity.close(person, fields.view(person), fields.raw.all === true);
      return {};
    },

    dismiss(fields) {
      const person = fields.person();
      const ephemeral = store.get('ephemerals', fields.text('id'));
      if (ephemeral?.recipient === person.id) store.remove('ephemerals', ephemeral.id);
      return {};
    },

    /** `text` is the whole line, `/postern queue`. */
    async slash(fields) {
      const person = fields.person();
      const text = fields.text('text');
      const command = /^\/\S+/.exec(text)?.[0];
      if (!command) throw new ActError('A command starts with "/".');
      if (fields.optional('threadTs') !== undefined) {
        throw new ActError(`${command} is not supported in threads. Sorry!`);
      }
      const outcome = await entryPoints.slash(person, fields.room(person), text);
      return { outcome: outcome.kind };
    },

    /** A shortcut by `name` or callback id: on a message when `ts` names one, else from the global menu. */
    async shortcut(fields) {
      const person = fields.person();
      const name = fields.text('name');
      if (fields.optional('ts') === undefined) {
        return { outcome: (await entryPoints.globalShortcut(person, name)).kind };
      }
      const channel = fields.room(person);
      const outcome = await entryPoints.messageShortcut(person, channel, fields.message(channel), name);
      return { outcome: outcome.kind };
    },

    /** Opens the app's `home` tab, or its `messages`. */
    openHome(fields): Json {
      const person = fields.person();
      const tab = fields.optional('tab') ?? 'home';
      if (tab !== 'home' && tab !== 'messages') throw new ActError('"tab" must be home or messages.');
      return { channel: entryPoints.openHome(person, tab).id };
    },
  };
}
