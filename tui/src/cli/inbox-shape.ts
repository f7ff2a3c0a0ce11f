/** How inboxes are printed, and what their flags say. */
import type { Args } from './flags.ts';
import { wholeNumber } from './numbers.ts';
import type { Shape } from './output.ts';
import { onOrOff } from './values.ts';

/** Only added to, never renamed. */
export const inboxFields = [
  'name',
  'pipeline',
  'confidential',
  'reopenDays',
  'customersClose',
  'promise',
  'assign',
  'id',
];

export const inboxShape: Shape = {
  fields: inboxFields,
  columns: ['name', 'pipeline', 'confidential', 'reopenDays', 'customersClose', 'promise', 'assign'],
};

/** The rules that were given; an empty promise takes it away. */
export function inboxSettings(args: Args) {
  const confidential = onOrOff('confidential', args.confidential);
  const reopenDays = wholeNumber('reopen-days', args['reopen-days'], 0);
  const customersClose = onOrOff('customers-close', args['customers-close']);
  return {
    ...(args.pipeline !== undefined && { pipeline: args.pipeline }),
    ...(confidential !== undefined && { confidential }),
    ...(reopenDays !== undefined && { reopenDays }),
    ...(customersClose !== undefined && { customersClose }),
    ...(args.assign !== undefined && {
      assign: args.assign.toLowerCase() === 'nobody' ? null : args.assign,
    }),
    ...(args.promise !== undefined && { promise: args.promise === '' ? null : args.promise }),
  };
}
