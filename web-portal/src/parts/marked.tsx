/** A line in which the words that a search found stand out. */
import { displayText, type MarkedText } from '@postern/core/client';

export function Marked(props: { pieces: MarkedText }) {
  return (
    <bdi>
      {props.pieces.map(({ text, isHit }) => (isHit ? <mark>{displayText(text)}</mark> : displayText(text)))}
    </bdi>
  );
}
