/** What a person can do in the workspace, by hand on the page or by a test through the control API. */
import type { World } from '../api-call.ts';
import type { EntryPoints } from '../entry-points.ts';
import type { Interactivity } from '../interactivity.ts';
import { isObject } from '../schema.ts';
import type { Json } from '../types.ts';
import { ActError } from './act-error.ts';
import { Fields } from './fields.ts';
import { ruling } from './ruling.ts';
import { talking } from './talking.ts';
import { using } from './using.ts';

/** An act is a `kind` and its fields; people and channels go by id, name or, for people, e-mail address. */
export type Act = Json & { kind: string };

/** Does one kind of act and answers what its doer sees of it. */
export type Perform = (fields: Fields) => Json | Promise<Json>;

/** The parts of the emulator that acts work on. */
export interface Stage {
  world: World;
  interactivity: Interactivity;
  entryPoints: EntryPoints;
}

/** Performs acts. Every act throws {@link ActError} when the person could not do that in Slack. */
export function createActs(stage: Stage): (act: unknown) => Promise<Json> {
  const performers: Record<string, Perform> = { ...talking(stage), ...using(stage), ...ruling(stage) };
  return async (act) => {
    const fields = new Fields(stage.world, isObject(act) ? act : {});
    const kind = fields.text('kind');
    const perform = Object.hasOwn(performers, kind) ? performers[kind] : undefined;
    if (!perform) {
      throw new ActError(`Unknown act "${kind}". Known: ${Object.keys(performers).join(', ')}.`);
    }
    stage.world.journal.add('act', kind, withoutBytes(fields.raw));
    return perform(fields);
  };
}

/** The journal shows which files were brought, not what is in them. */
function withoutBytes(act: Json): Json {
  if (!Array.isArray(act.files)) return act;
  return { ...act, files: act.files.map((file) => (isObject(file) ? file.name : file)) };
}
