/** What happens to channels as a whole: who is in them, and whether they are open, shared, renamed or gone. */
import { slackId } from './ids.ts';
import type { Store } from './store.ts';
import type { Channel } from './types.ts';
import type { Workspace } from './workspace.ts';

export class Rooms {
  readonly #store: Store;
  readonly #workspace: Workspace;

  constructor(store: Store, workspace: Workspace) {
    this.#store = store;
    this.#workspace = workspace;
  }

  create(name: string, creator: string, isPrivate: boolean): Channel {
    const channel: Channel = {
      id: slackId('C'),
      name,
      topic: '',
      isPrivate,
      isArchived: false,
      isExtShared: false,
      createdAt: Math.floor(Number(this.#workspace.takeTs())),
      creator,
      members: [creator],
    };
    this.#store.put('channels', channel.id, channel);
    return channel;
  }

  join(channel: Channel, person: string, inviter: string | null): void {
    if (channel.members.includes(person)) return;
    const joined = this.#change(channel, { members: [...channel.members, person] });
    this.#note(joined, person, 'channel_join', `<@${person}> has joined the channel`, inviter);
    this.#workspace.tell({ kind: 'joined', channel: joined, person, inviter });
  }

  leave(channel: Channel, person: string, actor: string): void {
    if (!channel.members.includes(person)) return;
    const left = this.#change(channel, { members: channel.members.filter((id) => id !== person) });
    this.#note(left, person, 'channel_leave', `<@${person}> has left the channel`);
    this.#workspace.tell({ kind: 'left', channel: left, person, actor });
  }

  setArchived(channel: Channel, isArchived: boolean, actor: string): void {
    if (channel.isArchived === isArchived) return;
    const changed = this.#change(channel, { isArchived });
    const kind = channel.isPrivate ? 'group' : 'channel';
    const text = isArchived ? 'archived the channel' : 'un-archived the channel';
    this.#note(changed, actor, `${kind}_${isArchived ? 'archive' : 'unarchive'}`, text);
  }

  /** Shares a channel with another company, or takes that back; `isPending` is an invitation not yet accepted. */
  setShared(channel: Channel, change: { isExtShared: boolean; isPending: boolean }): void {
    const changed = this.#change(channel, {
      isExtShared: change.isExtShared,
      isPendingExtShared: change.isPending,
    });
    if (channel.isExtShared === change.isExtShared) return;
    this.#workspace.tell({ kind: change.isExtShared ? 'shared' : 'unshared', channel: changed });
  }

  rename(channel: Channel, name: string, actor: string): void {
    if (channel.name === name) return;
    const renamed = this.#change(channel, { name });
    const kind = channel.isPrivate ? 'group' : 'channel';
    this.#note(renamed, actor, `${kind}_name`, `has renamed the channel from "${channel.name}" to "${name}"`);
    this.#workspace.tell({ kind: 'renamed', channel: renamed });
  }

  /** The channel and all that was said in it are gone. */
  delete(channel: Channel, actor: string): void {
    this.#workspace.forget(channel.id);
    this.#store.remove('channels', channel.id);
    this.#workspace.tell({ kind: 'channelDeleted', channel, actor });
  }

  /** What happens when Slack turns a channel into one of another kind: all stays, under another id. */
  changeId(channel: Channel): Channel {
    const moved = { ...channel, id: slackId('C') };
    this.#store.put('channels', moved.id, moved);
    this.#workspace.moveAll(channel.id, moved.id);
    this.#store.remove('channels', channel.id);
    this.#workspace.tell({ kind: 'channelIdChanged', channel: moved, oldId: channel.id });
    return moved;
  }

  /** The small grey line in the channel that says what happened. */
  #note(channel: Channel, user: string, subtype: string, text: string, inviter: string | null = null): void {
    this.#workspace.post({ channel: channel.id, user, subtype, text, ...(inviter && { inviter }) });
  }

  #change(channel: Channel, change: Partial<Channel>): Channel {
    const changed = { ...channel, ...change };
    this.#store.put('channels', channel.id, changed);
    return changed;
  }
}
