/** Writes a painted line the way Ink itself would: then Ink reads each line once per frame instead of twice. */
import { createBoundedCache } from '../text/bounded-cache.ts';

interface Code {
  on: string;
  off: string;
}

const ESC = '\u001b';
const colors = new RegExp(`${ESC}\\[([\\d;]*)m`, 'g');
const cache = createBoundedCache<string>(1_024);

/**
 * The same cells with the same look: attributes switched off one by one in the order Ink uses, and no spaces at the
 * end that nobody can see. Never empty, because Ink gives an empty line no row.
 */
export function inkLine(painted: string): string {
  const known = cache.get(painted);
  if (known !== undefined) return known;
  const line = rewritten(painted);
  cache.set(painted, line);
  return line;
}

function rewritten(painted: string): string {
  let line = '';
  let active: Code[] = [];
  let wanted: Code[] = [];
  let at = 0;
  const write = (text: string) => {
    if (text === '') return;
    const step = transition(active, wanted);
    line += step.text + text;
    active = step.codes;
  };
  for (const match of painted.matchAll(colors)) {
    write(painted.slice(at, match.index));
    at = match.index + match[0].length;
    wanted = withParameters(wanted, match[1] ?? '');
  }
  write(painted.slice(at));
  line += transition(active, []).text;
  return line.replace(/ +$/, '') || ' ';
}

/** What Ink writes between two cells of different looks, and what is on after it. */
function transition(from: readonly Code[], to: readonly Code[]): { text: string; codes: Code[] } {
  const undone = from.filter((code) =>
    isIntensity(code) ? !to.some((each) => each.on === code.on) : !to.some((each) => each.off === code.off),
  );
  // One code ends bold and dim alike, so whichever stays has to be switched on again.
  const isIntensityGone = undone.some(isIntensity);
  const added = to.filter(
    (code) => !from.some((each) => each.on === code.on) || (isIntensityGone && isIntensity(code)),
  );
  const stays = from.filter((code) => !undone.includes(code) && !(isIntensityGone && isIntensity(code)));
  return {
    text: [...new Set(undone.toReversed().map((code) => code.off)), ...added.map((code) => code.on)].join(''),
    codes: added.reduce(withCode, stays),
  };
}

function withParameters(codes: readonly Code[], parameters: string): Code[] {
  const numbers = parameters.split(';').map(Number);
  let now = [...codes];
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at] as number;
    if (number === 0) now = [];
    else if (number === 38 || number === 48) {
      const length = numbers[at + 1] === 2 ? 5 : 3;
      now = withCode(now, codeFor(numbers.slice(at, at + length).join(';'), number === 38 ? 39 : 49));
      at += length - 1;
    } else {
      const off = offFor(number);
      if (off !== undefined) now = withCode(now, codeFor(String(number), off));
    }
  }
  return now;
}

function withCode(codes: readonly Code[], code: Code): Code[] {
  if (isIntensity(code)) return codes.some((each) => each.on === code.on) ? [...codes] : [...codes, code];
  return [...codes.filter((each) => each.off !== code.off), code];
}

function codeFor(on: string, off: number): Code {
  return { on: `${ESC}[${on}m`, off: `${ESC}[${off}m` };
}

function offFor(number: number): number | undefined {
  if (number === 1 || number === 2) return 22;
  if (number === 3 || number === 4 || number === 7) return number + 20;
  if ((number >= 30 && number <= 37) || (number >= 90 && number <= 97)) return 39;
  return (number >= 40 && number <= 47) || (number >= 100 && number <= 107) ? 49 : undefined;
}

function isIntensity({ on }: Code): boolean {
  return on === `${ESC}[1m` || on === `${ESC}[2m`;
}
