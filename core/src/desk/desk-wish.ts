/** What an operator types for a new desk and its agents, held to the rules that hold for it later. */
import type { z } from 'zod';
import { emailAddress, shownName } from '../contacts/contact-input.ts';
import { PosternError } from '../errors.ts';
import { portalLanguage, portalSlug, portalTitle } from '../portal-settings/portal-names.ts';

/** As it is stored. Throws `BAD_INPUT` naming what cannot be. */
export function readAgentWish(typed: { name: string; email: string }): { name: string; email: string } {
  return { name: read(shownName(200), typed.name, 'name'), email: read(emailAddress, typed.email, 'email') };
}

/** As it is stored. Throws `BAD_INPUT` naming what cannot be. */
export function readDeskWish(typed: { title: string; slug: string; language: string }): {
  title: string;
  slug: string;
  language: string;
} {
  return {
    title: portalTitle.read(typed.title, 'title'),
    slug: portalSlug.read(typed.slug, 'slug'),
    language: portalLanguage.read(typed.language, 'language'),
  };
}

function read(schema: z.ZodType<string>, value: string, key: string): string {
  const { data, error } = schema.safeParse(value);
  if (error) throw new PosternError('BAD_INPUT', `"${key}" ${error.issues[0]?.message}.`);
  return data;
}
