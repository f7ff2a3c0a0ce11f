/** Moments in a language's words, as seen from one time zone and one "now". */

export interface Dates {
  /** "12 Nov", with the year when it is another one. */
  day(at: string): string;
  /** "12 Nov, 09:14" */
  moment(at: string): string;
  /** "09:31" */
  time(at: string): string;
  /** "3 minutes ago"; a day after a week. */
  ago(at: string): string;
  /** "Thursday, 12 November 2026 at 09:14 CET" */
  exact(at: string): string;
}

const styles = {
  day: { day: 'numeric', month: 'short' },
  dayOfYear: { day: 'numeric', month: 'short', year: 'numeric' },
  moment: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  momentOfYear: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  time: { hour: '2-digit', minute: '2-digit' },
  year: { year: 'numeric' },
  exact: {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

type Style = keyof typeof styles;

interface Formats {
  format(style: Style, at: Date): string;
  relative: Intl.RelativeTimeFormat;
}

// Making a format costs more than rendering a page with it.
const kept = new Map<string, Formats>();

function formatsFor(locale: string, timeZone: string): Formats {
  const key = `${locale} ${timeZone}`;
  const known = kept.get(key);
  if (known) return known;
  const made = Object.fromEntries(
    Object.entries(styles).map(([style, options]) => [
      style,
      new Intl.DateTimeFormat(locale, { ...options, timeZone }),
    ]),
  ) as Record<Style, Intl.DateTimeFormat>;
  const formats: Formats = {
    format: (style, at) => made[style].format(at),
    relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
  };
  kept.set(key, formats);
  return formats;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Moments for one page. Throws `RangeError` for a zone that does not exist. */
export function datesIn(place: { locale: string; timeZone: string }, now: Date): Dates {
  const { format, relative } = formatsFor(place.locale, place.timeZone);
  const thisYear = format('year', now);
  const isThisYear = (at: Date) => format('year', at) === thisYear;
  const day = (at: Date) => format(isThisYear(at) ? 'day' : 'dayOfYear', at);
  return {
    day: (at) => day(new Date(at)),
    moment: (at) => format(isThisYear(new Date(at)) ? 'moment' : 'momentOfYear', new Date(at)),
    time: (at) => format('time', new Date(at)),
    exact: (at) => format('exact', new Date(at)),
    ago: (at) => {
      // A clock that runs a little behind must not say "in 3 seconds".
      const ms = Math.max(0, now.getTime() - new Date(at).getTime());
      if (ms < minuteMs) return relative.format(0, 'second');
      if (ms < hourMs) return relative.format(-Math.floor(ms / minuteMs), 'minute');
      if (ms < dayMs) return relative.format(-Math.floor(ms / hourMs), 'hour');
      if (ms < 7 * dayMs) return relative.format(-Math.floor(ms / dayMs), 'day');
      return day(new Date(at));
    },
  };
}
