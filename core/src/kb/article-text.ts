/** What an article's title, body and address may be. */
import { z } from 'zod';
import { displayText } from '../display-text.ts';

/** In characters of Markdown. */
export const longestArticle = 100_000;
const longestTitle = 200;
const longestSlug = 80;

/** One visible line. */
export const articleTitle = z
  .string()
  .max(longestTitle * 4, `must have 1 to ${longestTitle} characters`)
  .transform((title) => title.replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .min(1, `must have 1 to ${longestTitle} characters`)
      .max(longestTitle, `must have 1 to ${longestTitle} characters`)
      .refine((title) => displayText(title) === title, 'must be one line of visible characters'),
  );

/** Markdown. Line ends become `\n`; NUL is taken out and lone surrogates are replaced, for no database keeps either. */
export const articleBody = z
  .string()
  .max(
    longestArticle * 2,
    `is too long: an article has at most ${longestArticle.toLocaleString('en')} characters`,
  )
  .transform((body) => body.replace(/\r\n?/g, '\n').replaceAll('\0', '').toWellFormed().trimEnd())
  .pipe(
    z
      .string()
      .min(1, 'must hold a text')
      .max(
        longestArticle,
        `is too long: an article has at most ${longestArticle.toLocaleString('en')} characters`,
      ),
  );

/** The last part of an article's address. */
export const articleSlug = z
  .string()
  .max(longestSlug, `must have at most ${longestSlug} characters`)
  .regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
    'must be lower-case letters, digits and single dashes, such as "reset-a-password"',
  );

// What Unicode does not take apart into a Latin letter and its mark.
const letters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  і: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  є: 'ye',
  ј: 'j',
  љ: 'lj',
  њ: 'nj',
  ћ: 'c',
  џ: 'dz',
  α: 'a',
  β: 'v',
  γ: 'g',
  δ: 'd',
  ε: 'e',
  ζ: 'z',
  η: 'i',
  θ: 'th',
  ι: 'i',
  κ: 'k',
  λ: 'l',
  μ: 'm',
  ν: 'n',
  ξ: 'x',
  ο: 'o',
  π: 'p',
  ρ: 'r',
  σ: 's',
  ς: 's',
  τ: 't',
  υ: 'y',
  φ: 'f',
  χ: 'ch',
  ψ: 'ps',
  ω: 'o',
};

/** An address from a title: Latin letters and digits; "article" where the title's script has none for us. */
export function slugOf(title: string): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const latin = [...plain].map((letter) => letters[letter] ?? letter).join('');
  const slug = latin
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestSlug)
    .replace(/^-|-$/g, '');
  return slug || 'article';
}

/** The slug, or the first of "slug-2", "slug-3" and so on that nobody has. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug;
  for (let count = 2; ; count += 1) {
    const ending = `-${count}`;
    const candidate = slug.slice(0, longestSlug - ending.length).replace(/-$/, '') + ending;
    if (!taken.has(candidate)) return candidate;
  }
}
