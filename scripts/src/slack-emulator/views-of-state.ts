/** What the control API and the page show of the workspace. */
import type { World } from './api-call.ts';
import type { Faults } from './faults.ts';
import { messageJson } from './message-shape.ts';
import type { Channel, Ephemeral, Json, Message, Person } from './types.ts';

/** Messages the page loads for one channel; older ones stay in the API's history. */
const pageMessages = 150;

/** Everything, for assertions. Messages carry `notifies`: whom they would have rung. */
export function wholeState(world: World, faults: Faults): Json {
  const { workspace, store, line } = world;
  return {
    team: workspace.team,
    bot: workspace.bot,
    people: workspace.people(),
    channels: workspace.channels(),
    messages: workspace
      .channels()
      .flatMap((channel) => workspace.messagesIn(channel.id))
      .map((message) => shownMessage(world, message)),
    ephemerals: store.all('ephemerals'),
    views: store.all('views'),
    homes: store.all('homes'),
    files: store.all('files'),
    pendingDeliveries: store.all('deliveries').map(({ id, name, attempts }) => ({ id, name, attempts })),
    connections: line.connections,
    isDown: faults.isDown,
    faults: faults.planned(),
    version: store.version,
  };
}

function shownMessage({ workspace }: World, message: Message): Json {
  return {
    ...messageJson(workspace, message, { withMetadata: true }),
    channel: message.channel,
    notifies: message.notifies,
  };
}

/** What one person looks at. */
export interface Look {
  person: Person;
  channel: Channel | undefined;
  threadTs: string | null;
  /** The part of the app that is open, when one is. */
  tab: 'home' | 'messages' | null;
}

/** What one person sees now: their channels, one of them or the app open, perhaps a thread, and the dialog in front. */
export function screenOf(world: World, faults: Faults, wanted: Look): Json {
  const { workspace, store, dialogs, line } = world;
  const { person, threadTs, tab } = wanted;
  const channels = workspace.channels().filter((one) => one.members.includes(person.id));
  const rooms = channels.filter((one) => !one.imWith);
  const channel = channels.find((one) => one.id === wanted.channel?.id) ?? (tab ? undefined : rooms[0]);
  const whispers = store.all('ephemerals').filter((one) => one.recipient === person.id);
  const messages = channel ? workspace.messagesIn(channel.id) : [];
  const isTopLevel = (one: Message) => one.threadTs === undefined || one.isBroadcast === true;
  const roots = messages.filter(isTopLevel).slice(-pageMessages);
  const root = channel && threadTs ? workspace.message(channel.id, threadTs) : undefined;
  const inChannel = (thread: string | undefined) => (one: Ephemeral) =>
    one.channel === channel?.id && one.threadTs === thread;
  const stack = dialogs.stackOf(person.id);

  return {
    version: store.version,
    team: workspace.team,
    bot: workspace.bot,
    me: person.id,
    people: workspace.people().map(({ id, name, realName, isBot, isRestricted, isDeleted, teamId }) => ({
      id,
      name,
      realName,
      isBot,
      isRestricted,
      isDeleted,
      isExternal: teamId !== undefined,
    })),
    channels: rooms.map((one) => ({
      id: one.id,
      name: one.name,
      isPrivate: one.isPrivate,
      isArchived: one.isArchived,
      latest: workspace.messagesIn(one.id).at(-1)?.ts ?? null,
    })),
    names: workspace.channels().map(({ id, name }) => ({ id, name })),
    channel: channel && channelOnScreen(world, channel),
    app: appOnScreen(world, person, tab),
    messages: roots.map((one) => shownMessage(world, one)),
    whispers: whispers.filter(inChannel(undefined)),
    thread: root
      ? {
          root: shownMessage(world, root),
          replies: workspace.replies(root.channel, root.ts).map((one) => shownMessage(world, one)),
          whispers: whispers.filter(inChannel(root.ts)),
        }
      : null,
    view: stack.at(-1) ?? null,
    viewDepth: stack.length,
    connections: line.connections,
    isDown: faults.isDown,
    tokenTrouble: store.get('settings', 'botTokenTrouble')?.value ?? null,
  };
}

function channelOnScreen({ workspace }: World, channel: Channel): Json {
  return {
    id: channel.id,
    name: channel.name,
    topic: channel.topic,
    isPrivate: channel.isPrivate,
    isArchived: channel.isArchived,
    isExtShared: channel.isExtShared,
    isPendingExtShared: channel.isPendingExtShared === true,
    isDirect: channel.imWith !== undefined,
    members: channel.members,
    hasBot: channel.members.includes(workspace.bot.userId),
  };
}

/** What the manifest offers this person, and what of it is open. */
function appOnScreen(world: World, person: Person, tab: Look['tab']): Json {
  const { manifest, workspace, dialogs } = world;
  const direct = workspace.channels().find((one) => one.imWith === person.id);
  return {
    name: manifest.appName,
    ...manifest.home,
    commands: manifest.commands,
    shortcuts: manifest.shortcuts,
    tab,
    home: dialogs.homeOf(person.id) ?? null,
    latest: direct ? (workspace.messagesIn(direct.id).at(-1)?.ts ?? null) : null,
  };
}
