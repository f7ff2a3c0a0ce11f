/** `postern portal brand set`: changes colour, logo and favicon, all of them or none. */
import type { Args } from '../flags.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';
import { ifRevisionOf, settingsOf } from '../settings-args.ts';
import { checkChangeFields, printChange } from '../settings-table.ts';

const keys: Readonly<Record<string, string>> = {
  color: 'brand.color',
  logo: 'brand.logo',
  favicon: 'brand.favicon',
  'powered-by': 'powered-by',
};

/** Throws the refusal of every value that cannot be taken; then nothing was changed. */
export async function act(session: Session, args: Args): Promise<undefined> {
  checkChangeFields(args);
  const settings = await settingsOf(session, args, (typed) => {
    const key = keys[typed];
    if (key === undefined)
      throw usageProblem(`The brand has no "${typed}".`, `It has ${Object.keys(keys).join(', ')}.`);
    return key;
  });
  const wish = { ...ifRevisionOf(args), settings };
  await printChange(session, args, await (await session.client()).portalSettings.set.mutate(wish));
}
