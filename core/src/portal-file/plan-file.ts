/** What a file would change: the settings, what customers see, and whether its tests hold. Writes nothing. */
import { createHash } from 'node:crypto';
import { scopesOf } from '../auth/agents.ts';
import type { AgentContext, AgentViewer, Core, Queries } from '../context.ts';
import { filingWarnings } from '../forms/rehearse-filing.ts';
import { canonicalJson } from '../live/record-event.ts';
import type { SettingsChange } from '../portal-settings/setting.ts';
import { readState, type SettingsState } from '../portal-settings/settings-state.ts';
import { checkDocument, readDocument, type SettingDifference } from '../portal-settings/settings-table.ts';
import { lockedWarnings } from '../portal-settings/settings-warnings.ts';
import { portalRule, type SightSettings } from '../visibility/portal-rule.ts';
import { type BlastRadius, blastRadius, type Moves } from './blast-radius.ts';
import { type PortalFile, problemsOnLines, readPortalFile, requireNoProblems } from './read-file.ts';
import { runVisibilityTests, type TestResult } from './visibility-tests.ts';

export interface FilePlan {
  /** Names this plan; another one as soon as settings, file or blast radius differ. */
  id: string;
  /** Customers see nothing at the moment; everything is told as if the portal were on. */
  isPortalOff: boolean;
  differences: SettingDifference[];
  radius: BlastRadius;
  tests: TestResult[];
  /** What would surprise whoever applies it: tickets that customers file and do not see, or nobody who is let in. */
  warnings: string[];
}

/** Throws `BAD_INPUT` with every problem of the file. Subjects that this agent may not read are left empty. */
export async function planFile(ctx: AgentContext, text: string): Promise<FilePlan> {
  const { core, viewer } = ctx;
  const { plan, offer } = await makePlan(core, core.db.read, text);
  const { isPortalOff } = plan;
  const warnings = [
    ...(isPortalOff ? [] : await lockedWarnings(ctx, offer.audience, offer.lists)),
    ...(await filingWarnings(ctx, offer)),
  ];
  return { ...withoutUnreadable(plan, viewer), warnings };
}

/** The tests alone, under the settings as the file would leave them. */
export async function testFile(
  { core }: AgentContext,
  text: string,
): Promise<{ isPortalOff: boolean; items: TestResult[] }> {
  const { file, state, after } = await readChange(core, core.db.read, text);
  const rule = await portalRule(core, core.db.read, after);
  return {
    isPortalOff: !state.portal.enabled,
    items: await runVisibilityTests(core.db.read, rule, file.tests),
  };
}

/** The plan and what it was made from: alike for `plan` and for `apply`, which compares. */
export async function makePlan(
  core: Core,
  queries: Queries,
  text: string,
): Promise<{ plan: MadePlan; file: PortalFile; offer: Offer }> {
  const { file, state, differences, before, after, offer } = await readChange(core, queries, text);
  const { radius, fingerprint } = await blastRadius(core, queries, { before, after });
  const tests = await runVisibilityTests(queries, await portalRule(core, queries, after), file.tests);
  const parts = [
    text,
    state.portal.id,
    readDocument(state),
    state.portal.enabled,
    before,
    after,
    fingerprint,
  ];
  const id = createHash('sha256').update(canonicalJson(parts)).digest('base64url').slice(0, 16);
  return { plan: { id, isPortalOff: !state.portal.enabled, differences, radius, tests }, file, offer };
}

/** Its warnings take a transaction of their own, and so are no part of what `apply` compares. */
type MadePlan = Omit<FilePlan, 'warnings'>;

/** What the file would leave of the settings that the warnings are about. */
interface Offer {
  formId: string | null;
  filter: unknown;
  audience: string;
  lists: { id: string; name: string }[];
}

interface FileChange {
  file: PortalFile;
  state: SettingsState;
  differences: SettingDifference[];
  before: SightSettings;
  after: SightSettings;
  offer: Offer;
}

async function readChange(core: Core, queries: Queries, text: string): Promise<FileChange> {
  const { problems, ...file } = readPortalFile(text);
  const state = await readState(queries);
  const checked = await checkDocument(core, queries, state, file.settings);
  requireNoProblems([...problems, ...problemsOnLines(file, checked)]);
  const before: SightSettings = {
    audience: state.portal.audience as SightSettings['audience'],
    listIds: state.lists.map(({ id }) => id),
    filter: state.portal.filter,
  };
  const after = changed(before, checked.change);
  const formId = checked.change.portal.formId;
  const offer: Offer = {
    formId: formId === undefined ? state.portal.formId : (formId as string | null),
    filter: after.filter,
    audience: after.audience,
    lists: await queries.contactList.findMany({
      where: { id: { in: [...after.listIds] } },
      select: { id: true, name: true },
      orderBy: { name: 'asc' },
    }),
  };
  return { file, state, differences: checked.differences, before, after, offer };
}

function changed(before: SightSettings, { portal, lists }: SettingsChange): SightSettings {
  return {
    audience: (portal.audience as SightSettings['audience'] | undefined) ?? before.audience,
    listIds: lists ?? before.listIds,
    filter: portal.filter ?? before.filter,
  };
}

function withoutUnreadable(plan: MadePlan, agent: AgentViewer): MadePlan {
  const scopes = scopesOf(agent, 'tickets.read');
  const readable = (inboxId: string) => scopes === 'everywhere' || scopes.includes(inboxId);
  const side = (moves: Moves): Moves => ({
    ...moves,
    firstTickets: moves.firstTickets.map((ticket) =>
      readable(ticket.inboxId) ? ticket : { ...ticket, subject: '' },
    ),
  });
  const { radius } = plan;
  return { ...plan, radius: { ...radius, appear: side(radius.appear), vanish: side(radius.vanish) } };
}
