/** What a person can do in the workspace, by hand on the page or by a test through the control API. */
import type { World } from './api-call.ts';
import type { Entries } from './dialog-content.ts';
import type { Container, Interactivity } from './interactivity.ts';
import { isObject } from './schema.ts';
import { typedMessage } from './typed-text.ts';
import type { Channel, Json, Message, OpenView, Person } from './types.ts';

/** An act that makes no sense; the sentence says why, for the page or the test to show. */
export class ActError extends Error {}

/** An act is a `kind` and its fields; people and channels go by id, name or, for people, e-mail address. */
export type Act = Json & { kind: string };

type Perform = (fields: Fields) => Json | Promise<Json>;

/** Performs acts. Every act throws {@link ActError} when the person could not do that in Slack. */
export function createActs(world: World, interactivity: Interactivity): (act: unknown) => Promise<Json> {
  const { workspace, store, dialogs, socketMode, journal } = world;

  const performers: Record<string, Perform> = {
    message(fields) {
      const person = fields.person();
      const channel = fields.room(person);
      const text = fields.text('text');
      if (text.trim() === '') throw new ActError('There is nothing to send.');
      const threadTs = fields.optional('threadTs');
      const root = threadTs === undefined ? undefined : workspace.message(channel.id, threadTs);
      if (threadTs !== undefined && !root) throw new ActError('That thread is gone.');
      const message = workspace.post({
        channel: channel.id,
        user: person.id,
        ...typedMessage(text, { people: workspace.people(), channels: workspace.channels() }),
        ...(root && { threadTs: root.threadTs ?? root.ts }),
      });
      return { ts: message.ts };
    },

    edit(fields) {
      const person = fields.person();
      const message = fields.ownMessage(person, fields.room(person));
      const typed = typedMessage(fields.text('text'), {
        people: workspace.people(),
        channels: workspace.channels(),
      });
      return { ts: workspace.edit(message, { editor: person.id, ...typed }).ts };
    },

    delete(fields) {
      const person = fields.person();
      workspace.remove(fields.ownMessage(person, fields.room(person)));
      return {};
    },

    async click(fields) {
      const person = fields.person();
      const outcome = await interactivity.click(person, container(fields, person), {
        actionId: fields.text('actionId'),
        blockId: fields.optional('blockId'),
        option: fields.optional('option'),
      });
      return { outcome: outcome.kind };
    },

    async submit(fields) {
      const person = fields.person();
      const view = fields.view(person);
      const entries = isObject(fields.raw.values) ? (fields.raw.values as Entries) : {};
      const { isSent, outcome } = await interactivity.submit(person, view, entries);
      return { sent: isSent, outcome: outcome?.kind ?? null, view: dialogs.find(view.id) ?? null };
    },

    async close(fields) {
      const person = fields.person();
      await interactivity.close(person, fields.view(person));
      return {};
    },

    dismiss(fields) {
      const person = fields.person();
      const ephemeral = store.get('ephemerals', fields.text('id'));
      if (ephemeral?.recipient === person.id) store.remove('ephemerals', ephemeral.id);
      return {};
    },

    invite(fields) {
      const inviter = fields.person();
      workspace.join(fields.room(inviter), fields.otherPerson().id, inviter.id);
      return {};
    },

    remove(fields) {
      const actor = fields.person();
      workspace.leave(fields.room(actor), fields.otherPerson().id, actor.id);
      return {};
    },

    archive(fields) {
      const actor = fields.person();
      workspace.setArchived(fields.channel(), fields.raw.isArchived !== false, actor.id);
      return {};
    },

    share(fields) {
      workspace.setExtShared(fields.channel(), fields.raw.isExtShared !== false);
      return {};
    },

    /** Makes the app's tokens fail with the named error, or work again when it is null. */
    token(fields) {
      const trouble = fields.raw.error;
      const known = ['token_revoked', 'account_inactive', 'token_expired', 'invalid_auth'];
      if (trouble === null) store.remove('settings', 'tokenTrouble');
      else if (known.includes(String(trouble))) {
        store.put('settings', 'tokenTrouble', { value: String(trouble) });
      } else throw new ActError(`"error" must be null or one of ${known.join(', ')}.`);
      return {};
    },

    refreshSockets(fields) {
      const reason = fields.optional('reason') ?? 'refresh_requested';
      if (reason !== 'warning' && reason !== 'refresh_requested' && reason !== 'link_disabled') {
        throw new ActError('"reason" must be warning, refresh_requested or link_disabled.');
      }
      socketMode.disconnectAll(reason);
      return {};
    },
  };

  function container(fields: Fields, person: Person): Container {
    if (fields.optional('viewId') !== undefined) return { kind: 'view', view: fields.view(person) };
    const channel = fields.room(person);
    const ts = fields.text('ts');
    const message = workspace.message(channel.id, ts);
    if (message) return { kind: 'message', channel, message };
    const ephemeral = store
      .all('ephemerals')
      .find((one) => one.ts === ts && one.channel === channel.id && one.recipient === person.id);
    if (ephemeral) return { kind: 'ephemeral', channel, ephemeral };
    throw new ActError('That message is gone.');
  }

  return async (act) => {
    const fields = new Fields(world, isObject(act) ? act : {});
    const kind = fields.text('kind');
    const perform = Object.hasOwn(performers, kind) ? performers[kind] : undefined;
    if (!perform) {
      throw new ActError(`Unknown act "${kind}". Known: ${Object.keys(performers).join(', ')}.`);
    }
    journal.add('act', kind, act);
    return perform(fields);
  };
}

/** The fields of one act, looked up in the workspace. */
class Fields {
  readonly raw: Json;
  readonly #world: World;

  constructor(world: World, raw: Json) {
    this.#world = world;
    this.raw = raw;
  }

  text(name: string): string {
    const value = this.raw[name];
    if (typeof value !== 'string') throw new ActError(`The act needs "${name}".`);
    return value;
  }

  optional(name: string): string | undefined {
    const value = this.raw[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** Who acts. */
  person(): Person {
    return this.#someone('as');
  }

  /** Whom it is done to. */
  otherPerson(): Person {
    return this.#someone('person');
  }

  channel(): Channel {
    const wanted = this.text('channel');
    const channel = this.#world.workspace.findChannel(wanted);
    if (!channel) throw new ActError(`There is no channel "${wanted}".`);
    return channel;
  }

  /** A channel the person may act in now. */
  room(person: Person): Channel {
    const channel = this.channel();
    if (!channel.members.includes(person.id)) {
      throw new ActError(`${person.realName} is not in #${channel.name}.`);
    }
    if (channel.isArchived) throw new ActError(`#${channel.name} is archived.`);
    return channel;
  }

  ownMessage(person: Person, channel: Channel): Message {
    const message = this.#world.workspace.message(channel.id, this.text('ts'));
    if (!message || message.subtype === 'tombstone') throw new ActError('That message is gone.');
    if (message.user !== person.id) throw new ActError('Only its author can change a message.');
    return message;
  }

  view(person: Person): OpenView {
    const view = this.#world.dialogs.find(this.text('viewId'));
    if (view?.owner !== person.id) throw new ActError('That dialog is no longer open.');
    return view;
  }

  #someone(field: string): Person {
    const who = this.text(field);
    const person = this.#world.workspace.findPerson(who);
    if (!person) throw new ActError(`There is no person "${who}".`);
    return person;
  }
}
