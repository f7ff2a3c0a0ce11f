/** What the bot asks and tells of rooms, as parts of the Slack router. */
import { z } from 'zod';
import { backlogOf } from '../slack-rooms/backlog.ts';
import { tellAccess } from '../slack-rooms/refused-access.ts';
import { parkedKinds, readRooms } from '../slack-rooms/rooms.ts';
import { slackOnly } from '../trpc.ts';
import { meetTeam } from './meet-team.ts';
import { parkRoom, passOn, placeRoom, unparkRoom } from './park-room.ts';
import { reportedState, reportState } from './slack-state.ts';
import { roomView } from './slack-views.ts';

const id = z.string().min(1).max(64);

export const roomProcedures = {
  rooms: slackOnly.query(async ({ ctx }) => (await readRooms(ctx.core.db.read)).map(roomView)),
  /** Whose token it is, before anything is done in its workspace. */
  meetTeam: slackOnly
    .input(z.strictObject({ teamId: id }))
    .mutation(({ ctx, input }) => meetTeam(ctx, input)),
  /** How the connection stands. */
  reportState: slackOnly.input(reportedState).mutation(({ ctx, input }) => reportState(ctx, input)),
  /** How much waits for a room; null where nobody need hear of it. */
  backlog: slackOnly
    .input(z.strictObject({ roomId: id }))
    .query(({ ctx, input }) => backlogOf(ctx.core.db.read, input.roomId)),
  /** Whether Slack lets the app in: why not, or null. */
  tellAccess: slackOnly
    .input(z.strictObject({ refusedBecause: z.string().min(1).max(500).nullable() }))
    .mutation(({ ctx, input }) => tellAccess(ctx, input.refusedBecause)),
  parkRoom: slackOnly
    .input(z.strictObject({ roomId: id, as: z.enum(parkedKinds), because: z.string().max(500) }))
    .mutation(({ ctx, input }) => parkRoom(ctx, input)),
  unparkRoom: slackOnly
    .input(z.strictObject({ roomId: id }))
    .mutation(({ ctx, input }) => unparkRoom(ctx, input.roomId)),
  /** Says which channel of Slack a room is. */
  placeRoom: slackOnly
    .input(z.strictObject({ roomId: id, channelId: id, name: z.string().min(1).max(200).optional() }))
    .mutation(({ ctx, input }) => placeRoom(ctx, input)),
  /** Gives what waits for a parked room to the fallback room. */
  passOn: slackOnly
    .input(
      z.strictObject({
        ticketId: id,
        roomId: id,
        entry: z
          .discriminatedUnion('op', [
            z.strictObject({ op: z.literal('message'), ticketId: id, messageId: id }),
            z.strictObject({ op: z.literal('note'), ticketId: id, noteId: id }),
            z.strictObject({ op: z.literal('event'), ticketId: id, seq: z.int32() }),
            z.strictObject({ op: z.literal('file'), ticketId: id, attachmentId: id }),
          ])
          .nullable(),
      }),
    )
    .mutation(({ ctx, input }) => passOn(ctx, input)),
};
