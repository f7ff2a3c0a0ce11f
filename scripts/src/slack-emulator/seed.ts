/** The workspace a new emulator starts with: the sample desk's agents, two people who are none, two channels. */
import type { Bot, Channel, Person, Team } from './types.ts';

export interface Seed {
  team: Team;
  bot: Bot;
  people: Person[];
  channels: Channel[];
}

/** Tokens the sample desk and its emulator share. They open nothing but this emulator. */
export const sampleTokens = {
  bot: 'xoxb-postern-sample-workspace',
  app: 'xapp-postern-sample-workspace',
} as const;

/** Who the app is towards `oauth.v2.access`. */
export const sampleClient = { id: '1.1', secret: 'postern-sample-client-secret' } as const;

/** What signs the requests of HTTP mode unless another secret is given. */
export const sampleSigningSecret = 'postern-sample-signing-secret';

/** A person with the usual settings; name only what matters. */
export function person(given: Pick<Person, 'id' | 'name' | 'realName' | 'email'> & Partial<Person>): Person {
  return {
    tz: 'Europe/London',
    isBot: false,
    isRestricted: false,
    isUltraRestricted: false,
    isDeleted: false,
    ...given,
  };
}

/** An open public channel; name only what differs. */
export function channel(given: Pick<Channel, 'id' | 'name' | 'members'> & Partial<Channel>): Channel {
  return {
    topic: '',
    isPrivate: false,
    isArchived: false,
    isExtShared: false,
    createdAt: Date.UTC(2026, 0, 5) / 1000,
    creator: 'U0ADAOKAFOR',
    ...given,
  };
}

/**
 * The team "Postern Sample". Ada and Bo have the same addresses as the desk's agents, so they are recognised; Kim and
 * the guest are not agents, nor is the visitor from another company. Both of these are kept out of #support, because a
 * room with guests gets no tickets.
 */
export function sampleSeed(): Seed {
  const bot: Bot = { appId: 'A0POSTERN', botId: 'B0POSTERN', userId: 'U0POSTERN', name: 'postern' };
  const ada = person({
    id: 'U0ADAOKAFOR',
    name: 'ada',
    realName: 'Ada Okafor',
    email: 'ada@postern.example',
  });
  const bo = person({ id: 'U0BOLINDQV', name: 'bo', realName: 'Bo Lindqvist', email: 'bo@postern.example' });
  const kim = person({ id: 'U0KIMPARK', name: 'kim', realName: 'Kim Park', email: 'kim@postern.example' });
  const guest = person({
    id: 'U0GUEST',
    name: 'guest',
    realName: 'Visiting guest',
    email: 'guest@partner.example',
    isRestricted: true,
  });
  const partner = person({
    id: 'U0PARTNER',
    name: 'partner',
    realName: 'Visitor from a partner',
    email: 'visitor@partner.example',
    teamId: 'T0PARTNER',
  });
  return {
    team: { id: 'T0POSTERN', name: 'Postern Sample', domain: 'postern-sample' },
    bot,
    people: [ada, bo, kim, guest, partner],
    channels: [
      channel({
        id: 'C0SUPPORT',
        name: 'support',
        topic: 'Tickets from the portal arrive here',
        members: [ada.id, bo.id, kim.id, bot.userId],
      }),
      channel({
        id: 'C0RANDOM',
        name: 'random',
        topic: 'Postern is not in this channel',
        members: [ada.id, bo.id, kim.id, guest.id],
      }),
      channel({
        id: 'C0PARTNER',
        name: 'with-partner',
        topic: 'Shared with another company; Postern is not in this channel',
        isPrivate: true,
        isExtShared: true,
        members: [ada.id, partner.id],
      }),
    ],
  };
}
