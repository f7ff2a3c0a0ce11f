/** The lines below a reply that say what became of its mail: one for all who are told the same. */
import type { Entry, EntryDelivery } from '../store/model.ts';
import { deliveryText } from '../text/delivery-words.ts';
import type { Role } from '../text/theme.ts';
import { wrap } from '../text/wrap.ts';
import { type Line, row, span } from './line.ts';
import { momentText } from './times.ts';

/** The sentences, those that need somebody first. */
export function deliverySentences(
  { delivery }: Pick<Entry, 'delivery'>,
  now: number,
): { text: string; isFailure: boolean }[] {
  const groups = new Map<string, EntryDelivery[]>();
  for (const each of delivery) {
    const key = `${each.state} ${momentText(each.at, now)} ${each.reason}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()]
    .map((group) => {
      const { state, at, reason } = group[0] as EntryDelivery;
      const to = group.map((each) => each.to);
      return {
        text: deliveryText({ to, state, at: momentText(at, now), reason }),
        isFailure: state === 'failed' || state === 'unclear',
      };
    })
    .sort((one, other) => Number(other.isFailure) - Number(one.isFailure));
}

/** Whoever must do something reads all of it, with a sign of its own; all else keeps to one line. */
export function deliveryLines(entry: Entry, { width, now }: { width: number; now: number }): Line[] {
  const room = Math.max(1, Math.min(100, width - 4));
  return deliverySentences(entry, now).flatMap(({ text, isFailure }) => {
    const role: Role = isFailure ? 'warning' : 'dim';
    const lines = wrap(`${isFailure ? '! ' : ''}${text}`, room);
    return (isFailure ? lines : lines.slice(0, 1)).map((each, index) =>
      row(width, [span(`   ${isFailure && index > 0 ? '  ' : ''}${each}`, role)]),
    );
  });
}
