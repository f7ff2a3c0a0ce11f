/** Who somebody in Slack is: linked to their agent at first sight, and named where the desk does not know them. */
import type { PosternClient } from '@postern/core';
import { oneLine } from '../render/text.ts';
import { troubleOf } from '../slack-errors.ts';
import type { Log, SlackWorkspace } from '../slack-workspace.ts';

export interface SlackPerson {
  teamId: string;
  userId: string;
}

export interface SlackPeople {
  /** Lets the desk know who this is; answers the name for those who are no agents. Throws what Slack throws. */
  recognise(person: SlackPerson): Promise<{ name: string }>;
  /** Lets the desk know how somebody who is linked stands in Slack now. Throws what Slack throws. */
  lookAgain(person: SlackPerson): Promise<void>;
  /** The time zone that Slack shows times in for them; UTC when Slack does not tell. */
  timeZoneOf(person: SlackPerson): Promise<string>;
  /** Makes them the agent whose code it is. Throws what the desk or Slack throws. */
  link(person: SlackPerson, code: string): Promise<{ agentName: string }>;
  /** Names for mentions; what Slack does not tell is left out. */
  namesOf(mentioned: { people: Iterable<string>; channels: Iterable<string> }): Promise<{
    people: Map<string, string>;
    channels: Map<string, string>;
  }>;
}

/** Somebody may become an agent at any time, so a stranger is looked at again soon. */
const strangerForMs = 60_000;
const nameForMs = 10 * 60_000;
const longestName = 200;

export function slackPeople(parts: {
  workspace: SlackWorkspace;
  client: PosternClient;
  log: Log;
}): SlackPeople {
  const { client, log } = parts;
  const { web } = parts.workspace;
  const strangers = new Map<string, { name: string; until: number }>();
  const names = new Map<string, { name: string; until: number }>();
  const zones = new Map<string, { zone: string; until: number }>();

  async function profile({ teamId, userId }: SlackPerson) {
    const { user } = await web.users.info({ user: userId });
    const name = user?.profile?.real_name || user?.real_name || user?.name || userId;
    return {
      name: oneLine(name, longestName),
      profile: {
        email: user?.profile?.email ?? null,
        isBot: user?.is_bot ?? false,
        isGuestOrForeign:
          user?.team_id !== teamId ||
          Boolean(
            user.is_restricted || user.is_ultra_restricted || (user as { is_stranger?: boolean }).is_stranger,
          ),
        isDeleted: user?.deleted ?? false,
        timeZone: user?.tz ?? null,
      },
    };
  }

  async function nameOf(key: string, ask: () => Promise<string | undefined>): Promise<string | undefined> {
    const known = names.get(key);
    if (known && known.until > Date.now()) return known.name;
    try {
      const name = oneLine((await ask()) ?? '', longestName);
      if (!name) return undefined;
      remember(names, key, { name, until: Date.now() + nameForMs });
      return name;
    } catch (error) {
      log.debug({ reason: troubleOf(error).words }, 'a name in Slack could not be looked up');
      return undefined;
    }
  }

  return {
    async recognise(person) {
      // Where Slack does not tell, the desk goes by the workspace that it met last.
      await parts.workspace.teamId().catch(() => {});
      if (await client.slack.isLinked.query(person)) return { name: '' };
      const key = `${person.teamId}:${person.userId}`;
      const known = strangers.get(key);
      if (known && known.until > Date.now()) return { name: known.name };
      const { name, profile: seen } = await profile(person);
      const { agentName } = await client.slack.linkPerson.mutate({ ...person, profile: seen });
      if (agentName)
        log.info({ agent: agentName, slackUser: person.userId }, 'a Slack person is an agent from now on');
      else remember(strangers, key, { name, until: Date.now() + strangerForMs });
      return { name };
    },

    async lookAgain(person) {
      if (!(await client.slack.isLinked.query(person))) return;
      const { isBot, isGuestOrForeign, isDeleted, timeZone } = (await profile(person)).profile;
      await client.slack.suspendPerson.mutate({
        ...person,
        isSuspended: isBot || isGuestOrForeign || isDeleted,
        ...(timeZone && { timeZone }),
      });
    },

    async timeZoneOf({ userId }) {
      const known = zones.get(userId);
      if (known && known.until > Date.now()) return known.zone;
      try {
        const zone = (await web.users.info({ user: userId })).user?.tz ?? 'UTC';
        remember(zones, userId, { zone, until: Date.now() + nameForMs });
        return zone;
      } catch (error) {
        log.debug({ reason: troubleOf(error).words }, 'a time zone in Slack could not be looked up');
        return known?.zone ?? 'UTC';
      }
    },

    async link(person, code) {
      const { profile: seen } = await profile(person);
      strangers.delete(`${person.teamId}:${person.userId}`);
      const linked = await client.slack.redeemLinkCode.mutate({ ...person, code, profile: seen });
      log.info(
        { agent: linked.agentName, slackUser: person.userId },
        'a Slack person is an agent by their code',
      );
      return linked;
    },

    async namesOf(mentioned) {
      const people = new Map<string, string>();
      const channels = new Map<string, string>();
      for (const id of mentioned.people) {
        const name = await nameOf(`@${id}`, async () => {
          const { user } = await web.users.info({ user: id });
          return user?.profile?.real_name || user?.real_name || user?.name;
        });
        if (name) people.set(id, name);
      }
      for (const id of mentioned.channels) {
        const name = await nameOf(
          `#${id}`,
          async () => (await web.conversations.info({ channel: id })).channel?.name,
        );
        if (name) channels.set(id, name);
      }
      return { people, channels };
    },
  };
}

function remember<T>(into: Map<string, T>, key: string, value: T): void {
  if (into.size >= 2_000) into.delete(into.keys().next().value as string);
  into.set(key, value);
}
