/** A labelled field with its help and its error beside it, tied together for screen readers. */
import type { Child } from 'hono/jsx';

export interface FieldProps {
  name: string;
  label: string;
  value: string;
  help?: string;
  /** What is wrong with it. */
  error?: string | undefined;
  type?: 'text' | 'email' | 'password';
  autocomplete?: string;
  /** Rows make it a box for longer text. */
  rows?: number;
  /** The id of a heading that belongs to the label. */
  headingId?: string;
  /** Under which name the script keeps what is typed, should the page be left. */
  draft?: string;
  hidesLabel?: boolean;
  /** Stands behind the label, such as "required". */
  mark?: Child;
}

export function Field(props: FieldProps) {
  const { name, label, value, help, error, rows, headingId, draft } = props;
  const describedBy = [help && `${name}-help`, error && `${name}-error`].filter(Boolean).join(' ');
  const shared = {
    id: name,
    name,
    required: true,
    dir: 'auto',
    ...(describedBy && { 'aria-describedby': describedBy }),
    ...(error && { 'aria-invalid': 'true' as const }),
    ...(headingId && { 'aria-labelledby': `${headingId} ${name}-label` }),
    ...(draft && { 'data-draft': draft }),
  };
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <div class="label">
        <label for={name} id={`${name}-label`} class={props.hidesLabel ? 'unseen' : undefined} dir="auto">
          {label}
        </label>{' '}
        {props.mark}
      </div>
      {help && (
        <p class="help" id={`${name}-help`} dir="auto">
          {help}
        </p>
      )}
      {error && (
        <p class="error" id={`${name}-error`}>
          {error}
        </p>
      )}
      {rows ? (
        // A browser drops the first line break of a text box, so it gets one to drop.
        <textarea {...shared} rows={rows}>{`\n${value}`}</textarea>
      ) : (
        <input
          {...shared}
          type={props.type ?? 'text'}
          value={props.type === 'password' ? undefined : value}
          {...(props.autocomplete && { autocomplete: props.autocomplete })}
          {...(props.type === 'email' && { autocapitalize: 'none', spellcheck: false })}
        />
      )}
    </div>
  );
}

/** A value that goes along with a form. Browsers that refill forms after "back" must leave it alone. */
export function Hidden(props: { name: string; value: string }) {
  return <input type="hidden" name={props.name} value={props.value} autocomplete="off" />;
}
