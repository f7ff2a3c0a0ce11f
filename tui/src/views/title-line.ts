/** The first line of every screen: whose desk it is where a person has several, and words at both ends. */
import type { InboxState } from '../store/model.ts';
import { truncate } from '../text/fit.ts';
import { stripeRole } from '../text/stripes.ts';
import type { Role, Span } from '../text/theme.ts';
import { beside, ends, type Line, row, span, widthOf } from './line.ts';

/** As wide as the window; the left words give way. */
export function titled(
  state: Pick<InboxState, 'size' | 'desk' | 'stripe'>,
  left: readonly Span[],
  right: readonly Span[],
  base: Role = 'header',
): Line {
  const { columns } = state.size;
  if (state.stripe === null) return ends(columns, left, right, base);
  // On a base with a colour of its own a stripe would lose its own, so it stands beside it.
  const stripe = [span(` ${truncate(state.desk, columns < 60 ? 10 : 24)} `, stripeRole(state.stripe))];
  const width = widthOf(stripe);
  return beside(row(width, stripe), ends(columns - width, left, right, base));
}
