/** The settings that belong to the portal itself. */
import type { Prisma } from '@postern/prisma';
import { PosternError } from '../errors.ts';
import { requireEligible } from '../forms/eligibility.ts';
import { findForm } from '../forms/form.ts';
import { countPublished, kbNotUsable, kbProblem } from '../kb/usable-kb.ts';
import { faultInInvitationSubject, faultInInvitationText } from '../mail/invitation-text.ts';
import { filterCondition, readFilter, storedFilterText } from './portal-filter.ts';
import { portalSlug, portalTitle } from './portal-names.ts';
import { type Around, type Setting, setting } from './setting.ts';
import { badSetting, type Kind, lineOf, names, oneOf, orNone, textOfLines, yesNo } from './setting-kinds.ts';

const filter: Kind<string | null> = {
  takes: 'a query, as in: postern help query',
  read: (value, key) => {
    if (typeof value !== 'string') throw badSetting(key, 'must be a query');
    return storedFilterText(readFilter(value));
  },
  show: (value) => value ?? '(cannot be read)',
};

const signInModes = { registration: 'REGISTRATION', sso: 'SSO' } as const;
const audiences = { everyone: 'ALL', lists: 'LISTS' } as const;

const invitationLink = '{link}';

/** In the order in which they are shown. */
export const portalRows: readonly Setting[] = [
  setting({
    key: 'title',
    about: 'The name of the portal, in the browser tab and at the top of every page',
    kind: portalTitle,
    current: ({ portal }) => portal.title,
    change: (value, { change }) => {
      change.portal.title = value;
    },
  }),
  setting({
    key: 'slug',
    about: 'The address of the portal behind the domain; the old one leads to the new one',
    kind: portalSlug,
    current: ({ portal }) => portal.slug,
    change: changeSlug,
  }),
  setting<keyof typeof signInModes | null>({
    key: 'sign-in',
    about: 'How customers sign in',
    kind: orNone(oneOf(['registration', 'sso'])),
    current: ({ portal }) =>
      portal.authMode === null ? null : portal.authMode === 'SSO' ? 'sso' : 'registration',
    change: (value, { change }) => {
      change.portal.authMode = value && signInModes[value];
    },
  }),
  setting<keyof typeof audiences>({
    key: 'audience',
    about: 'Who is let in: everyone with a login, or contacts on lists alone',
    kind: oneOf(['everyone', 'lists']),
    current: ({ portal }) => (portal.audience === 'LISTS' ? 'lists' : 'everyone'),
    change: (value, { change }) => {
      change.portal.audience = audiences[value];
    },
  }),
  setting({
    key: 'lists',
    about: 'The contact lists that are let in where the audience is lists',
    kind: names,
    current: ({ lists }) => lists.map(({ name }) => name),
    change: changeLists,
  }),
  setting({
    key: 'form',
    about: 'The support form with which customers file tickets',
    kind: orNone(lineOf(120)),
    current: ({ form }) => form?.name ?? null,
    change: changeForm,
  }),
  setting({
    key: 'kb.link',
    about: 'Whether the portal leads to the knowledge base',
    kind: yesNo,
    current: ({ portal }) => portal.showKbLink,
    change: changeKbLink,
  }),
  setting({
    key: 'invitation.subject',
    about: 'The subject of the mail that invites contacts; the usual one where it is none',
    kind: orNone(lineOf(200)),
    current: ({ portal }) => portal.inviteSubject,
    change: (value, { change }) => {
      const fault = value === null ? null : faultInInvitationSubject(value);
      if (fault) {
        throw badSetting(
          'invitation.subject',
          fault,
          'Take it out, then: postern portal set invitation.subject=TEXT',
        );
      }
      change.portal.inviteSubject = value;
    },
  }),
  setting({
    key: 'invitation.body',
    about: `The text of that mail; ${invitationLink} stands for the link`,
    kind: orNone(textOfLines(5_000)),
    current: ({ portal }) => portal.inviteBody,
    change: (value, { change }) => {
      const fault = value === null ? null : faultInInvitationText(value);
      if (fault) {
        const what = value?.includes(invitationLink)
          ? 'Take it out'
          : `Write ${invitationLink} where the link goes`;
        throw badSetting('invitation.body', fault, `${what}, then: postern portal set invitation.body=@FILE`);
      }
      change.portal.inviteBody = value;
    },
  }),
  setting({
    key: 'filter',
    about: 'Which tickets the portal shows; all others are hidden from customers everywhere',
    kind: filter,
    current: ({ portal }) => storedFilterText(portal.filter),
    change: async (value, { core, queries, change }) => {
      const tree = readFilter(value ?? '');
      await filterCondition(core, queries, tree);
      change.portal.filter = tree as unknown as Prisma.InputJsonValue;
    },
  }),
];

async function changeSlug(value: string, { queries, state, change }: Around): Promise<void> {
  const others = { not: state.portal.id };
  const taken =
    (await queries.portal.findFirst({ where: { slug: value, id: others }, select: { id: true } })) ??
    (await queries.formerSlug.findFirst({
      where: { slug: value, portalId: others },
      select: { slug: true },
    }));
  if (taken) {
    throw new PosternError('NAME_TAKEN', `Another portal of this desk has the address "${value}".`, {
      hint: 'Choose another one: postern portal set slug=ADDRESS',
    });
  }
  change.portal.slug = value;
}

async function changeLists(value: readonly string[], { queries, change }: Around): Promise<void> {
  const lists = await queries.contactList.findMany({ select: { id: true, name: true } });
  const found = value.map((name) => ({
    name,
    list: lists.find((list) => list.name === name) ?? lists.find((list) => isSameName(list.name, name)),
  }));
  const missing = found.filter(({ list }) => !list).map(({ name }) => `"${name}"`);
  if (missing.length > 0) {
    throw new PosternError(
      'LIST_NOT_FOUND',
      `There is no contact list ${missing.join(' and no ')}.${namesOf('Lists', lists)}`,
      { hint: 'Look at them: postern list list' },
    );
  }
  change.lists = [...new Set(found.flatMap(({ list }) => (list ? [list.id] : [])))];
}

async function changeForm(value: string | null, { queries, change }: Around): Promise<void> {
  if (value === null) {
    change.portal.formId = null;
    return;
  }
  const form = await findForm(queries, value);
  requireEligible(form);
  change.portal.formId = form.id;
}

async function changeKbLink(value: boolean, { core, queries, state, after, change }: Around): Promise<void> {
  change.portal.showKbLink = value;
  if (!value) return;
  const host = after('domain.host');
  const { domain: present } = state;
  // A host that is connected with this change is known to lead here.
  const { isSystem, verifiedAt } =
    present && present.host === host ? present : { isSystem: false, verifiedAt: core.clock.now() };
  const domain =
    host === null
      ? null
      : {
          isSystem,
          verifiedAt,
          kbUrl: after('domain.kb.url') as string | null,
          kbArticleCount: Number(after('domain.kb.articles')),
        };
  const publishedCount = state.domain ? await countPublished(queries, state.domain.id) : 0;
  const problem = kbProblem({ domain, publishedCount });
  if (problem) throw kbNotUsable(problem);
}

function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function namesOf(title: string, things: readonly { name: string }[]): string {
  const most = 10;
  if (things.length === 0) return '';
  const shown = things.slice(0, most).map(({ name }) => `"${name}"`);
  return ` ${title} are ${shown.join(', ')}${things.length > most ? ' and others' : ''}.`;
}
