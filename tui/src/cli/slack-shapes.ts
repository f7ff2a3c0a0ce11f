/** How routes and channels of Slack are printed. */
import { displayText } from '@postern/core/client';
import type { Args } from './flags.ts';
import { tableText, themeFor } from './look.ts';
import type { Shape } from './output.ts';
import type { Session } from './session.ts';

/** Only added to, never renamed. */
export const routeFields = ['id', 'room', 'query'];

export function routeShape(session: Session, args: Args): Shape {
  return {
    fields: routeFields,
    columns: routeFields,
    table: (routes) =>
      routes.length === 0
        ? ''
        : tableText(
            [{ title: 'CHANNEL', role: 'strong', most: 30 }, { title: 'ID', most: 40 }, { title: 'TICKETS' }],
            routes.map(({ id, room, query }) =>
              [`#${room}`, id, query || '(every ticket)'].map((cell) => displayText(String(cell))),
            ),
            { theme: themeFor(session, args), width: session.io.columns },
          ),
  };
}

export const roomFields = [
  'room',
  'isFallback',
  'isConfidential',
  'takesReplies',
  'allowsGuests',
  'keepsStrangers',
];

export const roomShape: Shape = { fields: roomFields, columns: roomFields };
