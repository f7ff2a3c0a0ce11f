/** The checklist of a portal: what is done, what is missing before it can be switched on, and what is advised. */
import type { Core, Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { lackOf } from '../forms/eligibility.ts';
import { readForm } from '../forms/form.ts';
import { countPublished, kbProblem } from '../kb/usable-kb.ts';
import { noMailServerOf } from '../outbox/no-mail-server.ts';
import { queryTreeSchema } from '../query/query-tree.ts';
import { audienceGap } from './audience-gap.ts';
import { hostOf } from './domain-rows.ts';
import { countMatches, filterCondition, mostCounted, storedFilterText } from './portal-filter.ts';
import type { SettingsState } from './settings-state.ts';
import { signInGap } from './sign-in-gap.ts';

export interface ReadinessItem {
  key:
    | 'domain'
    | 'sign-in'
    | 'audience'
    | 'consent'
    | 'brand'
    | 'form'
    | 'kb'
    | 'filter'
    | 'mail'
    | 'preview'
    | 'switch';
  label: string;
  /** What is missing keeps the portal from being switched on; advice does not. */
  state: 'done' | 'missing' | 'advice';
  detail: string;
  /** The exact command, or the step outside of Postern, that comes next; null where nothing has to. */
  next: string | null;
}

type Finding = Pick<ReadinessItem, 'state' | 'detail' | 'next'>;
type Item = [ReadinessItem['key'], string, Finding];

const done = (detail: string): Finding => ({ state: 'done', detail, next: null });
const missing = (detail: string, next: string): Finding => ({ state: 'missing', detail, next });
const advice = (detail: string, next: string): Finding => ({ state: 'advice', detail, next });

/** Tells what the filter would hide of what customers file. */
type Rehearsal = (portal: SettingsState['portal']) => Promise<string[]>;

/**
 * Every item, in the order in which an administrator does them. The rehearsal takes a transaction of its own, so it is
 * left out where one is open already: it never finds what is missing.
 */
export async function readiness(
  core: Core,
  queries: Queries,
  state: SettingsState,
  hiddenWarnings?: Rehearsal,
): Promise<ReadinessItem[]> {
  const mail = noMailServerOf(core);
  const findings: Item[] = [
    ['domain', 'Domain', domainOf(core, state)],
    ['sign-in', 'Sign-in', signInOf(state)],
    ['audience', 'Audience', await audienceOf(queries, state)],
    ['consent', 'Consent', consentOf(state)],
    ['brand', 'Branding', brandOf(state)],
    ['form', 'Support form', await formOf(queries, state, hiddenWarnings)],
    ...(state.portal.showKbLink ? [['kb', 'Knowledge base', await kbOf(queries, state)] satisfies Item] : []),
    ['filter', 'Filter', await filterOf(core, queries, state)],
    ...(mail ? [['mail', 'Mail', advice(mail.detail, mail.next)] satisfies Item] : []),
    ['preview', 'Preview', await previewOf(queries, state)],
    ['switch', 'On or off', switchOf(state)],
  ];
  return findings.map(([key, label, finding]) => ({ key, label, ...finding }));
}

function domainOf(core: Core, { domain }: SettingsState): Finding {
  const host = hostOf(core);
  if (!domain) return missing('No domain is connected.', `postern portal domain connect ${host}`);
  if (domain.isSystem) {
    return missing(
      `${domain.host} is the system domain of this desk, and a portal needs one of your own.`,
      'postern portal domain connect HOST',
    );
  }
  if (!domain.verifiedAt)
    return missing(
      `Whether customers reach this desk at ${domain.host} is not known.`,
      'postern portal domain verify',
    );
  if (domain.host !== host) {
    return advice(
      `The domain is ${domain.host}, and POSTERN_PUBLIC_URL says ${host}.`,
      `postern portal domain connect ${host}`,
    );
  }
  return done(`${domain.host}, language ${domain.language}.`);
}

function signInOf({ portal, domain }: SettingsState): Finding {
  const gap = signInGap(portal.authMode);
  if (gap) return missing(gap.detail, gap.next);
  return done(
    domain?.selfRegistration
      ? 'By e-mail address and password; anybody may make a login.'
      : 'By e-mail address and password; logins are made by invitation.',
  );
}

async function audienceOf(queries: Queries, { portal, lists }: SettingsState): Promise<Finding> {
  if (portal.audience !== 'LISTS') return done('Everyone with a login.');
  const gap = await audienceGap(queries, { audience: portal.audience, lists });
  if (!gap) return done(`Contacts on ${lists.map(({ name }) => name).join(', ')}.`);
  return (gap.isListChosen ? advice : missing)(gap.detail, gap.next);
}

function consentOf({ domain }: SettingsState): Finding {
  if (!domain?.consentReviewedAt) {
    return missing(
      'Nobody has looked at the wording that customers must accept.',
      'postern portal consent set --text-file FILE --label TEXT',
    );
  }
  if (domain.selfRegistration && !domain.consentText) {
    return advice(
      'Anybody may make a login, and nothing is said about their data.',
      'postern portal consent set --text-file FILE --label TEXT',
    );
  }
  return done(domain.consentText ? 'Customers accept your wording.' : 'None is asked for.');
}

function brandOf({ brand }: SettingsState): Finding {
  if (brand.color !== null || brand.logo)
    return done([brand.color, brand.logo && 'a logo', brand.favicon && 'an icon'].filter(Boolean).join(', '));
  return advice(
    'The pages have the colour of Postern and no logo.',
    'postern portal brand set color=#2f5d50',
  );
}

async function formOf(
  queries: Queries,
  { portal, form }: SettingsState,
  hiddenWarnings: Rehearsal | undefined,
): Promise<Finding> {
  if (!form || portal.formId === null)
    return advice(
      'There is none: customers read and reply, and file nothing.',
      'postern portal set form=NAME',
    );
  const whole = await readForm(queries, portal.formId);
  const lack = whole && lackOf(whole);
  if (lack)
    return advice(
      `"${form.name}" is not shown to customers. ${lack.reason}`,
      lack.next[0] ?? 'postern form list',
    );
  const warnings = (await hiddenWarnings?.(portal)) ?? [];
  return warnings.length > 0 ? advice(warnings.join(' '), 'postern portal filter') : done(`"${form.name}".`);
}

/** Asked only where the portal is to link to it. */
async function kbOf(queries: Queries, { domain }: SettingsState): Promise<Finding> {
  const publishedCount = domain ? await countPublished(queries, domain.id) : 0;
  const problem = kbProblem({ domain, publishedCount });
  return problem
    ? advice(`The link to it is hidden. ${problem.message}`, 'postern portal kb list')
    : done('The portal links to it.');
}

async function filterOf(core: Core, queries: Queries, { portal }: SettingsState): Promise<Finding> {
  const next = 'postern portal filter "pipeline:Support"';
  const read = queryTreeSchema.safeParse(portal.filter);
  if (!read.success) return missing('The filter cannot be read, so nothing is shown.', next);
  let matches: number;
  try {
    matches = await countMatches(queries, await filterCondition(core, queries, read.data));
  } catch (error) {
    if (!(error instanceof PosternError)) throw error;
    return missing(`The filter cannot be used: ${error.message}`, next);
  }
  const text = storedFilterText(portal.filter) || 'every ticket';
  if (matches === 0) return advice(`${text}: no ticket matches.`, 'postern portal filter QUERY');
  return done(`${text}: ${countOfTickets(matches)}.`);
}

/** A count in words. */
export function countOfTickets(count: number): string {
  if (count >= mostCounted) return `${mostCounted.toLocaleString('en')} tickets or more`;
  return count === 1 ? '1 ticket' : `${count.toLocaleString('en')} tickets`;
}

async function previewOf(queries: Queries, { portal }: SettingsState): Promise<Finding> {
  const looked = await queries.previewSession.findFirst({
    where: { portalId: portal.id },
    select: { createdAt: true },
  });
  return looked
    ? done('Somebody has looked at the pages as a customer.')
    : advice('Nobody has looked at the pages as a customer.', 'postern portal preview --as EMAIL');
}

function switchOf({ portal }: SettingsState): Finding {
  return portal.enabled
    ? done('The portal is on.')
    : advice('The portal is off: customers see a neutral page.', 'postern portal on');
}
