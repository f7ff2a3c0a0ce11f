/** A moment: readable at once, exact on hover, and turned into the reader's own time zone by the script. */
import type { Dates } from '../texts/dates.ts';

/** `as` says which words are shown, here and by the script. */
export function Moment(props: { at: string; as: 'day' | 'moment' | 'time' | 'ago'; dates: Dates }) {
  const { at, as, dates } = props;
  return (
    <time datetime={at} title={dates.exact(at)} data-as={as}>
      {dates[as](at)}
    </time>
  );
}
