/** What sending a reply will also do, in the lines of its frame. */
import type { ReplyActions } from '@postern/core/client';
import { actsWords } from '../store/reply-acts.ts';
import { truncate } from '../text/fit.ts';
import type { Span } from '../text/theme.ts';
import { textWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { span } from './line.ts';

const begin = 'will also: ';

/** At most `most` lines. Where the ticket ends stands first, and the key that takes it all off is never cut. */
export function actLines(acts: ReplyActions, width: number, most: number, between = ' · '): Span[][] {
  const hint = `${between}${width < 60 ? 'Alt+t off' : 'Alt+t takes it off'}`;
  const room = width - textWidth(hint);
  const all = wrap(`${begin}${actsWords(acts)}`, width);
  const rows = all.slice(0, most);
  const last = rows.at(-1) ?? '';
  const isCut = all.length > most || (rows.length === most && textWidth(last) > room);
  const fits = !isCut && textWidth(last) <= room;
  if (isCut) rows[rows.length - 1] = `${truncate(last, room - 1).replace(/…$/, '')}…`;
  const lines = rows.map((text, index) =>
    index === 0 ? [span(begin, 'key'), span(text.slice(begin.length))] : [span(text)],
  );
  if (!isCut && !fits) return [...lines, [span(hint.slice(between.length), 'dim')]];
  return lines.map((spans, index) => (index === lines.length - 1 ? [...spans, span(hint, 'dim')] : spans));
}
