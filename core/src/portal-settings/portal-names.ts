/** What a portal may be called, may have for its address, and may speak. */
import { languageCodes } from '../texts/texts.ts';
import { badSetting, type Kind, lineOf, oneOf } from './setting-kinds.ts';
import { slugFault } from './slug.ts';

export const portalTitle = lineOf(60);

export const portalLanguage = oneOf(languageCodes);

export const portalSlug: Kind<string> = {
  takes: '2 to 40 of a-z, 0-9 and "-"',
  read: (value, key) => {
    const text = typeof value === 'string' ? value.trim() : '';
    const fault = slugFault(text);
    if (fault) throw badSetting(key, fault);
    return text;
  },
  show: (value) => value,
};
