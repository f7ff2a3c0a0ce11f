/** The settings that belong to the domain, which the portal shares with the knowledge base. */
import type { Prisma } from '@postern/prisma';
import type { Core } from '../context.ts';
import { longestConsentLabel, longestConsentText, usualLabel } from '../portal/set-consent.ts';
import type { Language } from '../texts/texts.ts';
import { portalLanguage } from './portal-names.ts';
import { type Around, type Setting, type SettingRow, setting } from './setting.ts';
import {
  badSetting,
  countUpTo,
  type Kind,
  lineOf,
  nothing,
  orNone,
  type SettingValue,
  textOfLines,
  webAddress,
  yesNo,
} from './setting-kinds.ts';
import type { SettingsState } from './settings-state.ts';

/** The host that customers type: this desk serves no other. */
export function hostOf(core: Core): string {
  return new URL(core.config.publicUrl).host;
}

const host: Kind<string> = {
  takes: 'a host such as support.example.com',
  read: (value, key) => {
    const text = typeof value === 'string' ? value.trim() : '';
    const bare = text.replace(/^https?:\/\//i, '').replace(/\/$/, '');
    const url = URL.parse(`http://${bare}`);
    if (!url || url.host !== bare.toLowerCase() || bare.length > 253)
      throw badSetting(
        key,
        'must be a host such as support.example.com, without a path',
        'Write it as: postern portal domain connect HOST',
      );
    return url.host;
  },
  show: (value) => value,
};

type Domain = NonNullable<SettingsState['domain']>;

/** A setting of the domain's row, which asks for a domain first. */
function domainSetting<V extends SettingValue>(
  row: Omit<SettingRow<V | null>, 'current' | 'change' | 'kind'> & {
    kind: Kind<V>;
    of(domain: Domain): V;
    data(value: V): Prisma.DomainUncheckedUpdateInput;
  },
): Setting {
  const { of, data, kind, ...rest } = row;
  return setting<V | null>({
    ...rest,
    kind: {
      ...kind,
      // Where there is no domain there is no value either; a portal's file says so with null.
      read: (value, key) => (value === null ? null : kind.read(value, key)),
      show: (value) => (value === null ? nothing : kind.show(value)),
    },
    current: ({ domain }) => (domain ? of(domain) : null),
    change: (value, around) => {
      requireDomain(row.key, around);
      Object.assign(around.change.domain, data(kind.read(value, row.key)));
    },
  });
}

function requireDomain(key: string, { core, after }: Around): void {
  if (after('domain.host') !== null) return;
  throw badSetting(
    key,
    'needs a domain, and none is connected yet',
    `Connect one: postern portal domain connect ${hostOf(core)}`,
  );
}

async function connect(value: string | null, { core, queries, state, change }: Around): Promise<void> {
  if (value === null) {
    throw badSetting('domain.host', 'cannot be taken away', 'To close the portal: postern portal off');
  }
  const known = await queries.domain.findUnique({
    where: { host: value },
    select: { isSystem: true, portal: { select: { id: true } } },
  });
  if (known?.isSystem) {
    throw badSetting(
      'domain.host',
      `cannot be ${value}: that is the system domain of this desk, and a portal needs one of your own`,
      'Set POSTERN_PUBLIC_URL to your own address, start the desk anew, then: postern portal domain connect HOST',
    );
  }
  if (value !== hostOf(core)) {
    throw badSetting(
      'domain.host',
      `cannot be ${value}: customers reach this desk at ${core.config.publicUrl}, and it serves no other address`,
      `Set POSTERN_PUBLIC_URL=https://${value}, start the desk anew, then: postern portal domain connect ${value}`,
    );
  }
  if (known?.portal && known.portal.id !== state.portal.id)
    throw badSetting('domain.host', `cannot be ${value}: another portal lives there`, 'Choose another one.');
  change.host = value;
}

function setConsentTo({ core, change }: Around, text: string | null, label: string | null): void {
  change.domain.consentText = text;
  change.domain.consentLabel = text === null ? null : (label ?? usualLabel);
  change.domain.consentReviewedAt = core.clock.now();
}

/** In the order in which they are shown. */
export const domainRows: readonly Setting[] = [
  setting({
    key: 'domain.host',
    about: 'The domain on which portal and knowledge base live',
    kind: { ...orNone(host), takes: host.takes },
    current: ({ domain }) => domain?.host ?? null,
    change: connect,
  }),
  domainSetting<Language>({
    key: 'domain.language',
    about: 'The language of every page and mail of the portal',
    kind: portalLanguage,
    of: ({ language }) => language as Language,
    data: (language) => ({ language }),
  }),
  domainSetting({
    key: 'domain.self-registration',
    about: 'Whether anybody may make a login',
    kind: yesNo,
    of: ({ selfRegistration }) => selfRegistration,
    data: (selfRegistration) => ({ selfRegistration }),
  }),
  setting({
    key: 'consent.text',
    about: 'What customers have to accept before they see anything; none where nothing has to be accepted',
    kind: orNone(textOfLines(longestConsentText)),
    current: ({ domain }) => domain?.consentText ?? null,
    change: (value, around) => {
      requireDomain('consent.text', around);
      setConsentTo(around, value, around.after('consent.label') as string | null);
    },
  }),
  setting({
    key: 'consent.label',
    about: 'What stands beside the box under that text',
    kind: orNone(lineOf(longestConsentLabel)),
    current: ({ domain }) => domain?.consentLabel ?? null,
    // Without one of its own, a text has the usual one.
    isSame: (a, b) => (a ?? usualLabel) === (b ?? usualLabel),
    change: (value, around) => {
      requireDomain('consent.label', around);
      const text = around.after('consent.text') as string | null;
      if (text === null && value !== null) {
        const hint = 'Write one: postern portal set consent.text=@FILE';
        throw badSetting('consent.label', 'needs a text that it stands under, and there is none', hint);
      }
      setConsentTo(around, text, value);
    },
  }),
  domainSetting<string | null>({
    key: 'domain.kb.url',
    about: 'The knowledge base elsewhere; none for the articles of this desk',
    kind: orNone(webAddress),
    of: ({ kbUrl }) => kbUrl,
    data: (kbUrl) => ({ kbUrl }),
  }),
  domainSetting({
    key: 'domain.kb.articles',
    about: 'How many articles the knowledge base elsewhere has published',
    kind: countUpTo(1_000_000),
    of: ({ kbArticleCount }) => kbArticleCount,
    data: (kbArticleCount) => ({ kbArticleCount }),
  }),
  domainSetting({
    key: 'domain.kb.shows-portal',
    about: 'Whether the knowledge base leads to the portal, at the top right',
    kind: yesNo,
    of: ({ kbShowsPortal }) => kbShowsPortal,
    data: (kbShowsPortal) => ({ kbShowsPortal }),
  }),
];
