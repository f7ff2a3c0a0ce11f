/** Moments and ages as people read them, in the reader's own time zone. */

const minuteMs = 60_000;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const two = (value: number) => String(value).padStart(2, '0');

/** `09:14`. */
export function clockTime(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `09:14:05`. */
export function clockSeconds(at: number): string {
  return `${clockTime(at)}:${two(new Date(at).getSeconds())}`;
}

/** `09:14` today, `3 Nov 09:14` this year, `3 Nov 2025` before. */
export function momentText(at: number, now: number): string {
  const date = new Date(at);
  const today = new Date(now);
  if (date.toDateString() === today.toDateString()) return clockTime(at);
  const day = `${date.getDate()} ${months[date.getMonth()]}`;
  return date.getFullYear() === today.getFullYear()
    ? `${day} ${clockTime(at)}`
    : `${day} ${date.getFullYear()}`;
}

/** How long ago, in at most four columns: `now`, `3m`, `2h`, `5d`, `3w`, `2y`. */
export function ageText(at: number, now: number): string {
  const minutes = Math.floor((now - at) / minuteMs);
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours}h`;
  const days = Math.floor(hours / 24);
  if (days < 14) return `${days}d`;
  if (days < 365) return `${Math.floor(days / 7)}w`;
  return `${Math.min(99, Math.floor(days / 365))}y`;
}
