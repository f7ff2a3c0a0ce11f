/** Which messages customers read: one rule for the thread, the search, mails, files and the clock they see. */
import { Prisma } from '@postern/prisma';

/**
 * True of a message `m` that belongs to the customer's thread: written in the portal, or over a channel that is
 * connected to the desk. Mail logged from any other address is the team's alone.
 */
export const isPublicMessage = Prisma.sql`EXISTS (SELECT 1 FROM "Channel" pc
  WHERE pc."id" = m."channelId" AND (pc."enabled" OR pc."kind" = 'PORTAL'))`;

/** The same of a channel that has been read. */
export function isConnected(channel: { kind: string; enabled: boolean }): boolean {
  return channel.enabled || channel.kind === 'PORTAL';
}

/** The condition for agents, who read every message. */
export const everyMessage = Prisma.sql`1 = 1`;
