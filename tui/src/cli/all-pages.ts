/** As many pages as `--limit` takes. */
import type { Args } from './flags.ts';
import { wholeNumber } from './numbers.ts';

const largestPage = 200;

interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** Reads from `--cursor` on, at most `--limit` items (50 unless said), and answers the last page with all of them. */
export async function allPages<Item, Whole extends Page<Item>>(
  args: Args,
  read: (page: { limit: number; cursor?: string }) => Promise<Whole & Page<Item>>,
): Promise<Whole> {
  const most = wholeNumber('limit', args.limit, 1) ?? 50;
  const items: Item[] = [];
  let cursor: string | null | undefined = args.cursor;
  for (;;) {
    const limit = Math.min(largestPage, most - items.length);
    const page = await read({ limit, ...(cursor && { cursor }) });
    items.push(...page.items);
    cursor = page.nextCursor;
    if (!cursor || items.length >= most) return { ...page, items };
  }
}
