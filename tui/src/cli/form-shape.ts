/** How forms are printed. */
import { displayText, type Outputs } from '@postern/core/client';
import type { Args } from './flags.ts';
import { tableText, themeFor } from './look.ts';
import { columnsOf, type Data, printOne, type Shape } from './output.ts';
import type { Session } from './session.ts';
import { sayWarnings } from './settings-table.ts';

export type Form = Outputs['forms']['view'];

/** Only added to, never renamed. */
export const formListFields = ['name', 'title', 'inbox', 'fields', 'eligible', 'reason', 'next', 'portals'];
export const formFields = [
  'name',
  'title',
  'help',
  'inbox',
  'eligible',
  'reason',
  'next',
  'portals',
  'fields',
];

/** Of a form that was just changed. */
export const changedFormFields = [...formFields, 'warnings'];

const fieldColumns = ['field', 'label', 'required', 'showIf', 'help'] as const;

/** In a pipe its row, then one for each field. */
export function formShape(session: Session, args: Args): Shape {
  return {
    fields: formFields,
    kind: 'form',
    columns: ['name', 'inbox', 'eligible', 'reason', 'portals', 'title'],
    rows: (item) =>
      (item as unknown as Form).fields
        .map((field) =>
          columnsOf([
            'field',
            ...fieldColumns.map((name) => (name === 'showIf' ? conditionText(field.showIf) : field[name])),
          ]),
        )
        .join(''),
    table: (items) => items.map((item) => formText(session, args, item as unknown as Form)).join('\n'),
  };
}

/** Prints a form that was just changed, with a sentence for people. */
export async function printChangedForm(
  session: Session,
  args: Args,
  { form, sentence }: { form: Form & { warnings?: string[] }; sentence: string },
): Promise<void> {
  await session.say(sentence);
  if (form.reason !== null) {
    await session.say(`No portal can take it yet. ${form.reason}`);
    for (const next of form.next) await session.say(`  ${next}`);
  }
  await sayWarnings(session, form);
  if (session.format === 'table') return;
  const shape = { ...formShape(session, args), fields: changedFormFields };
  await printOne(session, args, form as unknown as Data, shape);
}

function conditionText(showIf: Form['fields'][number]['showIf']): string {
  return showIf ? `${showIf.field}=${showIf.values.join(',')}` : '';
}

function formText(session: Session, args: Args, form: Form): string {
  const theme = themeFor(session, args);
  const state = form.eligible
    ? form.portals.length > 0
      ? `attached to ${form.portals.join(', ')}`
      : 'can be attached: postern portal form NAME'
    : `cannot be attached. ${form.reason}`;
  const facts: [string, string][] = [
    ['Title', form.title ?? '(the portal’s own)'],
    ['Help', form.help ?? ''],
    ['Inbox', form.inbox ?? 'none'],
    ['State', state],
    ...form.next.map((next): [string, string] => ['Next', next]),
  ];
  const columns = [
    { title: '#', align: 'right' as const, most: 3 },
    { title: 'FIELD', role: 'strong' as const, most: 24 },
    { title: 'REQUIRED', most: 8 },
    { title: 'ONLY IF', most: 30 },
    { title: 'LABEL' },
  ];
  const rows = form.fields.map((field, at) =>
    [
      String(at + 1),
      field.field,
      field.required ? 'yes' : 'no',
      conditionText(field.showIf),
      field.label ?? '',
    ].map((cell) => displayText(cell)),
  );
  return [
    theme.paint('strong', displayText(form.name)),
    ...facts
      .filter(([, value]) => value !== '')
      .map(([name, value]) => `${theme.paint('dim', name.padEnd(7))}${displayText(value)}`),
    '',
    rows.length > 0
      ? tableText(columns, rows, { theme, width: session.io.columns })
      : 'It asks for nothing yet.\n',
  ].join('\n');
}
