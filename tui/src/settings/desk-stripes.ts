/** Whose desk is on the screen: its name, and a colour of its own where a person has several. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type StripeColor, stripeColors, stripesFor } from '../text/stripes.ts';

/** How a desk is called on the screen. */
export interface DeskSign {
  name: string;
  /** Null where there is no other desk to take it for. */
  stripe: StripeColor | null;
  /** What was wrong with the colours in `config.toml`. */
  problems: readonly string[];
}

/**
 * The sign of the desk at `url`. `profiles` are all desks that this person has signed in to. A profile's name stands
 * for its own address alone: whatever else a variable or a flag names goes by its host.
 */
export async function deskSign(
  configFolder: string,
  profiles: ReadonlyMap<string, { url: string }>,
  here: { url: string; profile: string },
): Promise<DeskSign> {
  const isItself = profiles.get(here.profile)?.url === here.url;
  const isSample = here.profile === 'sample' && !profiles.has('sample');
  const name = (isItself || isSample) && here.profile !== 'default' ? here.profile : hostOf(here.url);
  const known = [...profiles.keys()];
  const key = isItself ? here.profile : name;
  if (known.every((each) => each === key)) return { name, stripe: null, problems: [] };
  const { chosen, problems } = await chosenStripes(join(configFolder, 'config.toml'));
  const stripes = stripesFor(known.includes(key) ? known : [...known, key], chosen);
  return { name, stripe: stripes.get(key) ?? null, problems };
}

/** Reads `[stripes]`, such as `acme = "red"`. Never throws; what the file is as a whole is told with the settings. */
async function chosenStripes(
  file: string,
): Promise<{ chosen: ReadonlyMap<string, StripeColor>; problems: readonly string[] }> {
  const nothing = { chosen: new Map<string, StripeColor>(), problems: [] };
  const text = await readFile(file, 'utf8').catch(() => '');
  if (!text.includes('stripes')) return nothing;
  const { parse } = await import('smol-toml');
  let table: unknown;
  try {
    table = parse(text).stripes;
  } catch {
    return nothing;
  }
  const chosen = new Map<string, StripeColor>();
  const problems: string[] = [];
  for (const [name, color] of Object.entries(typeof table === 'object' && table ? table : {})) {
    const known = stripeColors.find((each) => each === color);
    if (known) chosen.set(name, known);
    else problems.push(`${file}: the stripe of ${name} is one of ${stripeColors.join(', ')}.`);
  }
  return { chosen, problems };
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
