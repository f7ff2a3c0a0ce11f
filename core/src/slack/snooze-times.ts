/** The times that a card offers for sleeping, as moments: mornings are those of whoever chose. */

export const snoozeChoices = ['hour', 'tomorrow', 'nextWeek', 'answer'] as const;
export type SnoozeChoice = (typeof snoozeChoices)[number];

const hourMs = 3_600_000;
const morning = 9;

/** Null is until the customer's next message. A time zone that is unknown counts as UTC. */
export function snoozeMoment(choice: SnoozeChoice, now: Date, timeZone: string): Date | null {
  switch (choice) {
    case 'hour':
      return new Date(now.getTime() + hourMs);
    case 'tomorrow':
      return morningAfter(now, timeZone, 1);
    case 'nextWeek':
      return morningAfter(now, timeZone, daysToMonday(now, timeZone));
    case 'answer':
      return null;
  }
}

/** What the clock on the wall says there, as if it were UTC. */
function wallTime(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

function daysToMonday(now: Date, timeZone: string): number {
  const weekday = new Date(wallTime(now, zoneOf(timeZone))).getUTCDay();
  return (8 - weekday) % 7 || 7;
}

/** The offset is read twice, for it may be another one on that morning than it is now. */
function morningAfter(now: Date, given: string, days: number): Date {
  const timeZone = zoneOf(given);
  const today = new Date(wallTime(now, timeZone));
  const wanted = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() + days, morning);
  const guess = wanted - (wallTime(now, timeZone) - Math.floor(now.getTime() / 1_000) * 1_000);
  return new Date(guess + (wanted - wallTime(new Date(guess), timeZone)));
}

function zoneOf(given: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: given }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
