/** A person's own day and hour. */

/** In a zone that nobody knows, or in none, it is UTC. */
export function localHour(now: Date, timeZone: string | null): { day: string; hour: number } {
  const parts = partsIn(now, timeZone ?? 'UTC');
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { day: `${of('year')}-${of('month')}-${of('day')}`, hour: Number(of('hour')) };
}

function partsIn(now: Date, timeZone: string): Intl.DateTimeFormatPart[] {
  const shape = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  } as const;
  try {
    return new Intl.DateTimeFormat('en-GB', { ...shape, timeZone }).formatToParts(now);
  } catch {
    return new Intl.DateTimeFormat('en-GB', { ...shape, timeZone: 'UTC' }).formatToParts(now);
  }
}
