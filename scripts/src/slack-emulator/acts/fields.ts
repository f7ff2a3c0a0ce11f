/** The fields of one act, looked up in the workspace; a field that names nothing is an act that makes no sense. */
import type { World } from '../api-call.ts';
import type { Container } from '../payloads.ts';
import type { Channel, Json, Message, OpenView, Person } from '../types.ts';
import { ActError } from './act-error.ts';

export class Fields {
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
    const person = this.#someone('as');
    if (person.isDeleted) throw new ActError(`${person.realName}'s account is deactivated.`);
    return person;
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

  /** A channel the person may act in now. `app` names the direct messages with the app. */
  room(person: Person): Channel {
    const { workspace } = this.#world;
    const channel = this.raw.channel === 'app' ? workspace.directMessage(person.id) : this.channel();
    if (!channel.members.includes(person.id)) {
      throw new ActError(`${person.realName} is not in #${channel.name}.`);
    }
    if (channel.isArchived) throw new ActError(`#${channel.name} is archived.`);
    return channel;
  }

  /** A message the person can see. */
  message(channel: Channel): Message {
    const message = this.#world.workspace.message(channel.id, this.text('ts'));
    if (!message || message.subtype === 'tombstone') throw new ActError('That message is gone.');
    return message;
  }

  ownMessage(person: Person, channel: Channel): Message {
    const message = this.message(channel);
    if (message.user !== person.id) throw new ActError('Only its author can change a message.');
    return message;
  }

  view(person: Person): OpenView {
    const view = this.#world.dialogs.find(this.text('viewId'));
    if (view?.owner !== person.id) throw new ActError('That dialog is no longer open.');
    return view;
  }

  /** Where the control is that the act names: in a view, in a message, or in what only this person sees. */
  container(person: Person): Container {
    if (this.optional('viewId') !== undefined) return { kind: 'view', view: this.view(person) };
    const channel = this.room(person);
    const ts = this.text('ts');
    const message = this.#world.workspace.message(channel.id, ts);
    if (message) return { kind: 'message', channel, message };
    const ephemeral = this.#world.store
      .all('ephemerals')
      .find((one) => one.ts === ts && one.channel === channel.id && one.recipient === person.id);
    if (ephemeral) return { kind: 'ephemeral', channel, ephemeral };
    throw new ActError('That message is gone.');
  }

  #someone(field: string): Person {
    const who = this.text(field);
    const person = this.#world.workspace.findPerson(who);
    if (!person) throw new ActError(`There is no person "${who}".`);
    return person;
  }
}
