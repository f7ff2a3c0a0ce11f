/** What the verbs about the portal, its file, its knowledge base and its forms print with `--json`. */
import {
  anyOf,
  count,
  hash,
  listOf,
  moment,
  object,
  ordinal,
  orNull,
  page,
  type Schema,
  type SchemaTable,
  shape,
  text,
  texts,
  words,
  yesOrNo,
} from './build.ts';
import { previewAt } from './tickets.ts';

const domainFields: Readonly<Record<string, Schema>> = {
  host: text,
  language: text,
  isVerified: yesOrNo,
  isServed: yesOrNo,
  selfRegistration: yesOrNo,
  kb: object({ url: orNull(text), articles: count, showsPortal: yesOrNo }),
};

const articleFields: Readonly<Record<string, Schema>> = {
  id: text,
  slug: text,
  title: text,
  position: ordinal,
  isPublished: yesOrNo,
  publishedAt: orNull(moment),
  createdAt: moment,
  updatedAt: moment,
};

const formFields: Readonly<Record<string, Schema>> = {
  name: text,
  title: orNull(text),
  help: orNull(text),
  inbox: orNull(text),
  eligible: yesOrNo,
  reason: orNull(text),
  next: texts,
  portals: texts,
  fields: listOf(
    object({
      field: text,
      label: orNull(text),
      help: orNull(text),
      required: yesOrNo,
      type: orNull(shape('propertyType')),
      showIf: orNull(object({ field: text, values: texts })),
    }),
  ),
};

const changedForm = object(formFields, { warnings: texts });

const moves = object({
  tickets: count,
  contacts: count,
  firstTickets: listOf(
    object({ number: ordinal, subject: text, inboxId: text, for: listOf(shape('person')), contacts: count }),
  ),
  firstContacts: listOf(shape('person')),
});

const peopleMoved = object({ total: count, first: listOf(shape('person')) });

const filtered = object({ query: orNull(text), matches: orNull(count) });

export const portal: SchemaTable = {
  shapes: {
    settingDifference: object({ key: text, before: text, after: text }),
    settingsChanged: object(
      { revision: count, changed: listOf(shape('settingDifference')), invited: count },
      { warnings: texts },
    ),
    picture: object({ type: text, width: ordinal, height: ordinal, bytes: count, sha256: hash }),
    settingValue: anyOf({ type: ['string', 'number', 'boolean', 'null'] }, texts, shape('picture')),
    setting: object({
      key: text,
      value: shape('settingValue'),
      shown: text,
      about: text,
      takes: text,
      choices: orNull(texts),
    }),
    domain: object(domainFields),
    consent: object({ domain: text, text: orNull(text), label: orNull(text), reviewedAt: orNull(moment) }),
    visibilityTest: object({ line: ordinal, text, pass: yesOrNo, detail: text }),
    article: object(articleFields),
    articleLinks: object({
      domain: orNull(object({ host: text, language: text })),
      link: yesOrNo,
      isLinkShown: yesOrNo,
      showPortal: yesOrNo,
      url: orNull(text),
      publishedCount: count,
      problem: orNull(object({ message: text, hint: text })),
    }),
  },
  verbs: {
    'portal status': object({
      title: text,
      address: text,
      isOn: yesOrNo,
      isReady: yesOrNo,
      revision: count,
      items: listOf(
        object({
          key: text,
          label: text,
          state: words('done', 'missing', 'advice'),
          detail: text,
          next: orNull(text),
        }),
      ),
    }),
    'portal on': object({ isOn: { const: true }, revision: count, invited: count }, { warnings: texts }),
    'portal off': object({ isOn: { const: false }, revision: count }),
    'portal get': anyOf(page(shape('setting')), shape('setting')),
    'portal set': shape('settingsChanged'),
    'portal filter': anyOf(
      filtered,
      object({ query: text, matches: count, before: filtered, revision: count }),
    ),
    'portal open': object({ address: text, isOn: yesOrNo }),
    'portal brand show': object({
      color: orNull(text),
      logo: orNull(shape('picture')),
      favicon: orNull(shape('picture')),
      poweredBy: yesOrNo,
    }),
    'portal brand set': shape('settingsChanged'),
    'portal brand clear': shape('settingsChanged'),
    'portal pull': object({ file: text, changed: yesOrNo }),
    'portal plan': object({
      id: text,
      isPortalOff: yesOrNo,
      differences: listOf(shape('settingDifference')),
      radius: object({
        appear: moves,
        vanish: moves,
        gainAccess: peopleMoved,
        loseAccess: peopleMoved,
        isAtLeast: yesOrNo,
      }),
      tests: listOf(shape('visibilityTest')),
      warnings: texts,
    }),
    'portal apply': object(
      {
        revision: count,
        changed: listOf(shape('settingDifference')),
        tests: count,
      },
      { warnings: texts },
    ),
    'portal test': page(shape('visibilityTest')),
    'portal preview': anyOf(
      object({
        address: text,
        contact: orNull(shape('person')),
        isPortalOff: yesOrNo,
        expiresAt: moment,
      }),
      previewAt,
    ),
    'portal domain show': shape('domain'),
    'portal domain connect': shape('domain'),
    'portal domain verify': shape('domain'),
    'portal domain set': shape('settingsChanged'),
    'portal consent show': shape('consent'),
    'portal consent set': shape('consent'),
    'portal consent none': shape('consent'),
    'portal kb list': page(shape('article')),
    'portal kb view': object({ ...articleFields, body: text }),
    'portal kb create': shape('article'),
    'portal kb edit': shape('article'),
    'portal kb publish': shape('article'),
    'portal kb unpublish': shape('article'),
    'portal kb move': page(shape('article')),
    'portal kb delete': shape('article'),
    'portal kb snippet': object({ html: text, isShown: yesOrNo }),
    'portal kb link': shape('articleLinks'),
    'portal kb show-portal': shape('articleLinks'),
    'portal form': anyOf(object({ form: orNull(text) }), shape('settingsChanged')),
    'form list': page(
      object({
        name: text,
        title: orNull(text),
        inbox: orNull(text),
        fields: count,
        eligible: yesOrNo,
        reason: orNull(text),
        next: texts,
        portals: texts,
      }),
    ),
    'form view': object(formFields),
    'form create': changedForm,
    'form edit': changedForm,
    'form delete': object({ name: text }),
    'form field add': changedForm,
    'form field edit': changedForm,
    'form field move': changedForm,
    'form field remove': changedForm,
  },
};
