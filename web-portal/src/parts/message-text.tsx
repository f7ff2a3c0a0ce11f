/** A message as its writer typed it: line breaks kept, web addresses as links, nothing else acted on. */
import { displayText } from '@postern/core/client';
import type { Texts } from '@postern/core/texts';
import { linkedText } from './linked-text.ts';
import { quotedParts } from './quoted-text.ts';

/** `dir="auto"` on its own element: a text in Arabic reads from the right, and turns nothing around it. */
export function MessageText(props: { text: string; texts: Texts }) {
  return (
    <>
      {quotedParts(displayText(props.text, { multiline: true })).map(({ text, isQuote }) =>
        isQuote ? (
          <details class="quoted">
            <summary>{props.texts.ticket.quoted}</summary>
            <Plain text={text} />
          </details>
        ) : (
          <Plain text={text} />
        ),
      )}
    </>
  );
}

function Plain(props: { text: string }) {
  return (
    <div class="text" dir="auto">
      {linkedText(props.text).map((piece) =>
        'href' in piece ? (
          <a href={piece.href} rel="noopener nofollow ugc">
            {piece.text}
          </a>
        ) : (
          piece.text
        ),
      )}
    </div>
  );
}

/** A name or a subject on one line. */
export function OneLine(props: { text: string }) {
  return <bdi>{displayText(props.text)}</bdi>;
}
