/** `postern slack status`: the connection, the channels, what waits and what failed. */
import { displayText, type Outputs } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { localTime, themeFor } from '../look.ts';
import { chosenFields, columnsOf, printOne } from '../output.ts';
import type { Session } from '../session.ts';

type Status = Outputs['slackSettings']['status'];
type Room = Status['rooms'][number];
type Line = readonly [state: 'ok' | 'look', what: string, words: string];

const fields = ['isConfigured', 'connection', 'isStrict', 'rooms', 'waiting', 'events', 'linkedAgents'];

/** Answers 0 however it stands: that is an answer and no failure. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, fields);
  const status = await (await session.client()).slackSettings.status.query();
  const lines = linesOf(status, session.io.now());
  if (session.format === 'columns' && !args.fields) {
    for (const line of lines) session.io.stdout.write(columnsOf(line));
    return;
  }
  const table = () => {
    const theme = themeFor(session, args);
    const widest = Math.max(...lines.map(([, what]) => what.length));
    return lines
      .map(([state, what, words]) => {
        const mark = theme.paint(state === 'ok' ? 'success' : 'warning', state.padEnd(4));
        return `${mark}  ${displayText(what).padEnd(widest)}  ${displayText(words)}\n`;
      })
      .join('');
  };
  await printOne(session, args, status, { fields, columns: fields, table });
}

/** What has waited no longer is on its way, and not delayed. */
const onItsWayMs = 60_000;

function linesOf(status: Status, now: Date): Line[] {
  if (!status.isConfigured) return [['look', 'Slack', 'is not set up. See: postern slack connect']];
  return [
    connectionLine(status),
    ...scopesLine(status),
    waitingLine(status, now),
    ...status.rooms.map(roomLine),
    ...deadLine(status),
    [
      'ok',
      'Agents',
      `${counted(status.linkedAgents, 'is', 'are')} linked, ${status.isStrict ? 'by code alone (strict)' : 'by address or code'}`,
    ],
  ];
}

function connectionLine({ connection }: Status): Line {
  if (!connection) return ['look', 'Slack', 'has not been reached yet since the desk was set up'];
  const where = connection.teamName ? ` to ${connection.teamName}` : '';
  if (connection.isConnected)
    return ['ok', 'Slack', `connected${where} since ${localTime(connection.since)}`];
  const why = connection.trouble ? `: ${connection.trouble}` : '';
  return ['look', 'Slack', `not connected${where} since ${localTime(connection.since)}${why}`];
}

function scopesLine({ connection }: Status): Line[] {
  const missing = connection?.missingScopes ?? [];
  return missing.length === 0
    ? []
    : [['look', 'Scopes', `the app lacks ${missing.join(', ')}. See: postern slack connect --check`]];
}

function waitingLine({ waiting, events }: Status, now: Date): Line {
  if (waiting.since && now.getTime() - Date.parse(waiting.since) > onItsWayMs)
    return ['look', 'Posts', `Slack: delayed since ${localTime(waiting.since)}, ${waiting.count} waiting`];
  const heard = events.waiting > 0 ? `, ${counted(events.waiting, 'event')} being handled` : '';
  const onTheirWay = waiting.count > 0 ? `${waiting.count} on their way` : 'nothing waits';
  return ['ok', 'Posts', `${onTheirWay}${heard}`];
}

function roomLine(room: Room): Line {
  const name = `#${room.name}`;
  if (room.parked) {
    const { because, since, ticketsWithNotes } = room.parked;
    const notes =
      ticketsWithNotes > 0 ? ` ${counted(ticketsWithNotes, 'ticket')} with notes stand there.` : '';
    return ['look', name, `parked since ${localTime(since)}: ${because}${notes}`];
  }
  const routes = room.routes.map((query) => (query === '' ? 'every ticket' : query));
  const rules = [
    ...(room.isDefault ? ['every ticket while there are no routes'] : []),
    ...(room.isFallback ? ['fallback'] : []),
    ...(room.isConfidential ? ['confidential'] : []),
    ...(room.takesReplies ? ['takes replies'] : []),
    ...(room.allowsGuests ? ['guests allowed'] : []),
    ...(room.keepsStrangers ? [] : ['notes of agents alone']),
  ];
  return ['ok', name, [...routes, ...rules].join('; ') || 'no routes'];
}

function deadLine({ events }: Status): Line[] {
  return events.dead === 0
    ? []
    : [
        [
          'look',
          'Events',
          `${counted(events.dead, 'event')} of Slack could not be handled; the log says why`,
        ],
      ];
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
