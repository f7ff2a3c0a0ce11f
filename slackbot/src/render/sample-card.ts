/** A card for the tests of what is drawn. */
import type { SlackCard } from '@postern/core/client';

/** A new ticket's card, on which a test changes what it is about. */
export function sampleCard(): SlackCard {
  const at = '2026-11-03T09:30:00.000Z';
  return {
    ticket: {
      id: 'tkt_0000000001',
      number: 1042,
      subject: 'Cannot sign in',
      status: 'open',
      stage: 'New',
      priority: 'normal',
      team: null,
      pipeline: 'Support',
      inbox: 'Support',
      requester: { name: 'Maria López', email: 'maria@acme.example' },
      organization: 'Acme',
      assignee: null,
      tags: [],
      snoozed: null,
      createdAt: at,
      lastPublicAt: at,
      lastActivityAt: at,
      version: 1,
    },
    excerpt: 'The page stays empty.',
    filed: { source: 'portal', by: null },
    messages: 1,
    files: 0,
    readers: ['Maria López'],
    closed: null,
    mergedInto: null,
    room: {
      id: 'srm_1',
      name: 'support',
      channelId: 'C0SUPPORT',
      isConfidential: false,
      allowsGuests: false,
      parkedBecause: null,
      parkedAs: null,
    },
    link: null,
  };
}
