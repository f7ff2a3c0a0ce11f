/** The pieces that the payloads of clicks, submissions, shortcuts and commands have in common. */
import { findOption } from './block-ids.ts';
import { isStateful } from './control-values.ts';
import type { Block, Channel, Ephemeral, Json, Message, OpenView, Person } from './types.ts';
import type { Workspace } from './workspace.ts';

/** Where a control is. */
export type Container =
  | { kind: 'message'; channel: Channel; message: Message }
  | { kind: 'ephemeral'; channel: Channel; ephemeral: Ephemeral }
  | { kind: 'view'; view: OpenView };

/** Who did it, in which workspace, to which app. */
export function envelope({ team, bot }: Workspace, person: Person): Json {
  return {
    user: { id: person.id, username: person.name, name: person.name, team_id: team.id },
    api_app_id: bot.appId,
    token: 'deprecated',
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

export function blocksOf(container: Container): Block[] {
  if (container.kind === 'view') return container.view.view.blocks;
  return (container.kind === 'message' ? container.message.blocks : container.ephemeral.blocks) ?? [];
}

/** A name for the place of a control, for what is remembered about it. */
export function placeOf(container: Container): string {
  if (container.kind === 'view') return container.view.id;
  const shown = container.kind === 'message' ? container.message : container.ephemeral;
  return `${container.channel.id}/${shown.ts}`;
}

/** The `container` field. */
export function containerJson(container: Container): Json {
  if (container.kind === 'view') return { type: 'view', view_id: container.view.id };
  const shown = container.kind === 'message' ? container.message : container.ephemeral;
  return {
    type: 'message',
    message_ts: shown.ts,
    channel_id: container.channel.id,
    is_ephemeral: container.kind === 'ephemeral',
    ...(shown.threadTs && { thread_ts: shown.threadTs }),
  };
}

/** The name a payload gives a channel: direct messages and private channels keep theirs to themselves. */
export function channelName(channel: Channel): string {
  if (channel.imWith) return 'directmessage';
  return channel.isPrivate ? 'privategroup' : channel.name;
}

/** One entry of `actions`. Throws a sentence for an option that is not offered. */
export function actionJson(
  { block, element }: { block: Block; element: Json },
  chosen: { state: Json | null; option: string | undefined; actionTs: string },
): Json {
  const { type, action_id, text, value, style, placeholder, url } = element;
  const basics = { type, action_id, block_id: block.block_id, action_ts: chosen.actionTs };
  if (type === 'button') {
    return {
      ...basics,
      text,
      ...(value !== undefined && { value }),
      ...(style !== undefined && { style }),
      ...(url !== undefined && { url }),
    };
  }
  if (isStateful(element))
    return { ...basics, ...chosen.state, ...(placeholder !== undefined && { placeholder }) };
  const option = findOption(element, chosen.option ?? null);
  if (!option) throw new Error(`"${chosen.option}" is not one of the options of "${action_id}".`);
  return { ...basics, selected_option: option };
}
