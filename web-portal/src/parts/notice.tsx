/** The notice that customers accept, with the box to tick. */
import { displayText } from '@postern/core/client';
import { linkedProse } from './linked-prose.ts';

export function NoticeText(props: { text: string }) {
  return (
    <div class="prose" dir="auto">
      {linkedProse(displayText(props.text, { multiline: true })).map((pieces) => (
        <p>
          {pieces.map((piece) =>
            'href' in piece ? (
              <a href={piece.href} rel="noopener" target="_blank">
                {piece.text}
              </a>
            ) : (
              piece.text
            ),
          )}
        </p>
      ))}
    </div>
  );
}

/** A box with its label, and what is wrong with it beside it. */
export function Tick(props: { name: string; label: string; isTicked?: boolean; error?: string | undefined }) {
  const { name, label, error } = props;
  return (
    <div class={error ? 'field wrong' : 'field'}>
      {error && (
        <p class="error" id={`${name}-error`}>
          {error}
        </p>
      )}
      <label class="tick" for={name}>
        <input
          type="checkbox"
          id={name}
          name={name}
          value="yes"
          required
          checked={props.isTicked}
          {...(error && { 'aria-invalid': 'true' as const, 'aria-describedby': `${name}-error` })}
        />
        <span dir="auto">{displayText(label)}</span>
      </label>
    </div>
  );
}
