/** Acting as a person in a test: the same acts as on the page, as methods with names. */
import type { Act } from './acts/acts.ts';
import type { Json } from './types.ts';

export type FileToBring = { name: string } & ({ text: string } | { base64: string });

export type SlackPerson = ReturnType<typeof personFor>;

/**
 * The hands of one person. Channels go by id or `#name`; `app` is the direct messages with the app. Every method
 * throws `ActError` with Slack's sentence when the person could not do that, and answers once the app has
 * acknowledged or its three seconds are over: `outcome` is then `acknowledged`, `timedOut` or `notConnected`.
 */
export function personFor(act: (act: Act) => Promise<Json>, who: string) {
  const perform = (kind: string, fields: Json) => act({ kind, as: who, ...fields });
  const outcomeOf = async (kind: string, fields: Json) => String((await perform(kind, fields)).outcome);

  return {
    /** Writes a message; answers its ts. */
    say: async (channel: string, text: string, threadTs?: string) =>
      String((await perform('message', { channel, text, threadTs })).ts),
    /** Shares files with a message; answers its ts and the files' ids. */
    share: async (channel: string, files: FileToBring[], more: { text?: string; threadTs?: string } = {}) => {
      const { ts, files: ids } = await perform('upload', { channel, files, ...more });
      return { ts: String(ts), files: ids as string[] };
    },
    /** Brings files for a field of a dialog; answers their ids, which are the entry of the field. */
    bring: async (files: FileToBring[]) => (await perform('upload', { files })).files as string[],
    deleteFile: (file: string) => perform('deleteFile', { file }),
    edit: (channel: string, ts: string, text: string) => perform('edit', { channel, ts, text }),
    delete: (channel: string, ts: string) => perform('delete', { channel, ts }),
    react: (channel: string, ts: string, name: string) => perform('react', { channel, ts, name }),
    unreact: (channel: string, ts: string, name: string) => perform('unreact', { channel, ts, name }),

    /** Types a command: `slash('#support', '/postern queue')`. */
    slash: (channel: string, text: string) => outcomeOf('slash', { channel, text }),
    /** Chooses a global shortcut by its name or callback id. */
    shortcut: (name: string) => outcomeOf('shortcut', { name }),
    /** Chooses a shortcut on a message, by its name or callback id. */
    messageShortcut: (channel: string, ts: string, name: string) =>
      outcomeOf('shortcut', { channel, ts, name }),
    /** Opens the app's Home, or its messages; answers the id of the direct message channel. */
    openHome: async (tab: 'home' | 'messages' = 'home') =>
      String((await perform('openHome', { tab })).channel),

    /** Clicks in a message; `option` is what a menu or picker was set to. */
    click: (channel: string, ts: string, actionId: string, option?: unknown) =>
      outcomeOf('click', { channel, ts, actionId, option }),
    /** Clicks in a dialog or the App Home; `values` are what stands in the other fields. */
    clickIn: (viewId: string, actionId: string, option?: unknown, values: Json = {}) =>
      outcomeOf('click', { viewId, actionId, option, values }),
    /** Types into an external menu of a view; answers the options it offers then. */
    suggest: async (viewId: string, actionId: string, query: string) =>
      (await perform('suggest', { viewId, actionId, query })).options as { value: string }[],
    /** Submits a dialog with entries by block or action id; answers what became of it. */
    submit: (viewId: string, values: Json = {}) => perform('submit', { viewId, values }),
    /** Closes the dialog in front, or all of them. */
    close: (viewId: string, all = false) => perform('close', { viewId, all }),
    dismiss: (id: string) => perform('dismiss', { id }),
  };
}
