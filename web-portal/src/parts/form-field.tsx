/** A field of the support form that asks for a property: the control that fits its type, with label, help and error. */
import { displayText, type PortalFormField } from '@postern/core/client';
import type { Texts } from '@postern/core/texts';
import type { Child } from 'hono/jsx';

export interface FormFieldProps {
  field: PortalFormField;
  /** What was answered, when the form is shown again. */
  values: readonly string[];
  error?: string | undefined;
  texts: Texts;
}

/** Works without a script: a field that depends on another says on what, and the desk passes over what does not apply. */
export function FormField(props: FormFieldProps) {
  const { field, texts } = props;
  const { type } = field;
  if (type === 'multi-select') {
    const options = field.options.map((option) => ({ value: option, label: option }));
    return <Choices {...props} kind="checkbox" options={options} />;
  }
  if (type === 'yes-no') {
    const options = [
      { value: 'yes', label: texts.newTicket.yes },
      { value: 'no', label: texts.newTicket.no },
      ...(field.required ? [] : [{ value: '', label: texts.newTicket.noAnswer }]),
    ];
    return <Choices {...props} kind="radio" options={options} />;
  }
  return (
    <div class={props.error ? 'field wrong' : 'field'} {...dependence(field)}>
      <div class="label">
        <label for={field.id} dir="auto">
          {displayText(field.label ?? '')}
        </label>{' '}
        <Need field={field} texts={texts} />
      </div>
      <Explained {...props} />
      {type === 'select' ? <Select {...props} /> : <Input {...props} />}
    </div>
  );
}

/** A part of the form that shows with some answers alone; without a script it says with which. */
export function Dependent(props: { field: PortalFormField; texts: Texts; children: Child }) {
  const { field, texts } = props;
  return (
    <div {...dependence(field)}>
      <OnlyIf field={field} texts={texts} />
      {props.children}
    </div>
  );
}

function OnlyIf({ field: { id, showIf }, texts }: { field: PortalFormField; texts: Texts }) {
  if (!showIf) return null;
  const answers = showIf.values.map((value) => shownAnswer(displayText(value), texts));
  return (
    <p class="help only-if" id={`${id}-if`} dir="auto">
      {texts.newTicket.onlyIf(displayText(showIf.label), answers)}
    </p>
  );
}

/** For the script, which shows the field only with the answers that call for it. */
function dependence({ showIf }: PortalFormField) {
  return showIf ? { 'data-if': showIf.field, 'data-values': JSON.stringify(showIf.values) } : {};
}

/** "required" or "optional", in words. A control says the first by itself, so readers are not told twice. */
export function Need({ field, texts }: { field: PortalFormField; texts: Texts }) {
  return (
    <span class="need" aria-hidden={field.required ? 'true' : undefined}>
      {field.required ? texts.newTicket.required : texts.newTicket.optional}
    </span>
  );
}

function Explained({ field, error, texts }: FormFieldProps) {
  const { id, help } = field;
  return (
    <>
      <OnlyIf field={field} texts={texts} />
      {help && (
        <p class="help" id={`${id}-help`} dir="auto">
          {displayText(help, { multiline: true })}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </>
  );
}

/** The answers to yes-no are words of the portal's language; all others are the team's own. */
function shownAnswer(value: string, texts: Texts): string {
  if (value === 'yes') return texts.newTicket.yes;
  return value === 'no' ? texts.newTicket.no : value;
}

function described({ field, error }: FormFieldProps) {
  const { id, help, showIf } = field;
  const ids = [showIf && `${id}-if`, help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ');
  return {
    ...(ids && { 'aria-describedby': ids }),
    ...(error && { 'aria-invalid': 'true' as const }),
  };
}

/** Without a script a field that depends on another may have to stay empty, so only the script makes it required. */
function needed({ required, showIf }: PortalFormField) {
  if (!required) return {};
  return showIf ? { 'data-required': '' } : { required: true };
}

function Select(props: FormFieldProps) {
  const { field, values, texts } = props;
  return (
    <select id={field.id} name={field.id} {...needed(field)} {...described(props)}>
      <option value="">{field.required ? texts.newTicket.choose : texts.newTicket.noAnswer}</option>
      {field.options.map((option) => (
        <option value={option} selected={values.includes(option)}>
          {displayText(option)}
        </option>
      ))}
    </select>
  );
}

function Input(props: FormFieldProps) {
  const { field, values } = props;
  const value = values[0] ?? '';
  return (
    <input
      id={field.id}
      name={field.id}
      dir="auto"
      autocomplete="off"
      value={value}
      {...kindOf(field, value)}
      {...needed(field)}
      {...described(props)}
    />
  );
}

/** A browser shows nothing of a value that its control for numbers or dates cannot hold; as text it is kept. */
function kindOf({ type }: PortalFormField, value: string) {
  const isNumber = value === '' || /^-?\d+(\.\d+)?$/.test(value);
  const isDay = value === '' || /^\d{4}-\d{2}-\d{2}$/.test(value);
  if (type === 'number')
    return { type: isNumber ? 'number' : 'text', step: 'any', inputmode: 'decimal' as const };
  return { type: type === 'date' && isDay ? 'date' : 'text' };
}

/** A group of radios can be wrong and required as one; a group of checkboxes has no such words. */
function asGroup(props: FormFieldProps & { kind: 'radio' | 'checkbox' }) {
  const { 'aria-describedby': describedBy } = described(props);
  return {
    ...(describedBy && { 'aria-describedby': describedBy }),
    ...(props.kind === 'radio' && {
      role: 'radiogroup',
      ...(props.error && { 'aria-invalid': 'true' as const }),
    }),
  };
}

function Choices(
  props: FormFieldProps & { kind: 'radio' | 'checkbox'; options: { value: string; label: string }[] },
) {
  const { field, values, texts, error, kind, options } = props;
  const isChosen = (value: string) =>
    values.includes(value) || (value === '' && !values.some((each) => each !== ''));
  const choice = ({ value, label }: { value: string; label: string }, at: number): Child => {
    const id = at === 0 ? field.id : `${field.id}-${at}`;
    return (
      <label class="choice" for={id}>
        <input
          type={kind}
          id={id}
          name={field.id}
          value={value}
          checked={isChosen(value)}
          {...(kind === 'radio' && needed(field))}
        />
        <span dir="auto">{displayText(label)}</span>
      </label>
    );
  };
  return (
    <fieldset class={error ? 'field wrong' : 'field'} {...dependence(field)} {...asGroup(props)}>
      <legend dir="auto">
        {displayText(field.label ?? '')}{' '}
        <span class="need">{field.required ? texts.newTicket.required : texts.newTicket.optional}</span>
      </legend>
      <Explained {...props} />
      <div class="choices">{options.map(choice)}</div>
    </fieldset>
  );
}
