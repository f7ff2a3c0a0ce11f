/** Conditions of form fields on a property's answers: "shown only if Plan is Pro". */
import type { Queries, Work } from '../context.ts';
import { isSame } from './property-values.ts';

/** Names of the forms in which a field depends on an answer to this property, or on this very option. */
export async function conditionsOn(queries: Queries, propertyId: string, option?: string): Promise<string[]> {
  const fields = await dependentFields(queries, propertyId);
  const fitting = fields.filter(
    ({ values }) => option === undefined || values.some((value) => isSame(value, option)),
  );
  return [...new Set(fitting.map(({ formName }) => formName))].sort();
}

/** Lets conditions follow when an option gets another name. */
export async function renameInConditions(
  work: Work,
  propertyId: string,
  renamed: { from: string; to: string },
): Promise<void> {
  for (const { id, values } of await dependentFields(work.tx, propertyId)) {
    const showIfValues = values.map((value) => (isSame(value, renamed.from) ? renamed.to : value));
    await work.tx.formField.update({ where: { id }, data: { showIfValues } });
  }
}

async function dependentFields(queries: Queries, propertyId: string) {
  const asking = await queries.formField.findMany({ where: { propertyId }, select: { id: true } });
  const fields = await queries.formField.findMany({
    where: { showIfId: { in: asking.map(({ id }) => id) } },
    select: { id: true, showIfValues: true, form: { select: { name: true } } },
  });
  return fields.map(({ id, showIfValues, form }) => ({
    id,
    values: (showIfValues ?? []) as string[],
    formName: form.name,
  }));
}
