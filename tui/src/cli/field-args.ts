/** What the flags of `postern form field` say about a field. */
import type { Args } from './flags.ts';
import { usageProblem } from './problem.ts';
import { commaList, orNull, pairOf } from './values.ts';

/** Throws a usage problem for a field that should be both required and optional. */
export function fieldWish(args: Args) {
  if (args.required && args.optional) throw usageProblem('Say --required or --optional, not both.');
  const showIf = args['show-if'];
  return {
    ...(args.label !== undefined && { label: orNull(args.label) }),
    ...(args.hint !== undefined && { help: orNull(args.hint) }),
    ...(args.required && { required: true }),
    ...(args.optional && { required: false }),
    ...(showIf !== undefined && { showIf: orNull(showIf) === null ? null : conditionOf(showIf) }),
  };
}

function conditionOf(text: string) {
  const [field, values] = pairOf(text, '--show-if plan=Pro,Team');
  return { field, values: commaList(values) ?? [] };
}
