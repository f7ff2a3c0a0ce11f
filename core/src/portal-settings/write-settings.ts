/** Writes settings of the portal: all of them or none, in one transaction, with one event. */
import { writeBrand } from '../brand/brand.ts';
import { inviteNewcomers } from '../contacts/invite-newcomers.ts';
import type { Work } from '../context.ts';
import { writeAttachmentLimits } from '../files/attachment-limits.ts';
import { recordPortalChange, requireRevision } from './record-change.ts';
import type { SettingsChange } from './setting.ts';
import { readState, type SettingsState } from './settings-state.ts';
import { checkDocument, refusalOf, type SettingDifference } from './settings-table.ts';

export interface SettingsWish {
  /** Some settings or a whole document, as people type them or as JSON. */
  settings: Readonly<Record<string, unknown>>;
  /** Only if nobody changed anything since this revision. */
  ifRevision?: number | undefined;
  /** What the audit trail calls it. */
  action?: `portal.${string}`;
}

export interface WrittenSettings {
  portalId: string;
  revision: number;
  /** What has another value now; nothing when all was so already. */
  changed: SettingDifference[];
  /** How many contacts are invited by it at once; the worker invites more where there are more. */
  invited: number;
}

/** Throws the refusal of every value that cannot be taken, `SETTINGS_CHANGED`, or `PORTAL_NOT_FOUND`. */
export async function writeSettings(work: Work, wish: SettingsWish): Promise<WrittenSettings> {
  const state = await readState(work.tx);
  await requireRevision(work, state.portal, wish.ifRevision);
  const { problems, differences, change } = await checkDocument(work.core, work.tx, state, wish.settings);
  if (problems.length > 0) throw refusalOf(problems);
  const { id: portalId, revision } = state.portal;
  if (differences.length === 0) return { portalId, revision, changed: [], invited: 0 };
  await apply(work, state, change);
  const values = (side: 'before' | 'after') =>
    Object.fromEntries(differences.map((difference) => [difference.key, difference[side]]));
  const raised = await recordPortalChange(work, state.portal, {
    action: wish.action ?? 'portal.set',
    before: values('before'),
    after: values('after'),
  });
  // Another list, or another audience, may let people in who have not been told.
  const invited = await inviteNewcomers(work, portalId);
  return { portalId, changed: differences, revision: raised, invited };
}

async function apply(work: Work, state: SettingsState, change: SettingsChange): Promise<void> {
  const { tx } = work;
  const { id } = state.portal;
  if (change.portal.slug !== undefined) await keepOldAddress(work, state, String(change.portal.slug));
  await tx.portal.update({ where: { id }, data: change.portal });
  if (change.lists) {
    await tx.portalList.deleteMany({ where: { portalId: id } });
    await tx.portalList.createMany({ data: change.lists.map((listId) => ({ portalId: id, listId })) });
  }
  const domainId = change.host === null ? state.domain?.id : await connectDomain(work, state, change.host);
  if (Object.keys(change.brand.facts).length > 0) await writeBrand(work, state.brand, change.brand);
  if (Object.keys(change.attachments).length > 0)
    await writeAttachmentLimits(work, { ...state.attachments, ...change.attachments });
  if (domainId) await tx.domain.update({ where: { id: domainId }, data: change.domain });
}

/** Whoever kept the old address is led to the new one, for as long as no other portal takes it. */
async function keepOldAddress({ tx, now }: Work, { portal }: SettingsState, slug: string): Promise<void> {
  await tx.formerSlug.deleteMany({ where: { slug } });
  await tx.formerSlug.upsert({
    where: { slug: portal.slug },
    create: { slug: portal.slug, portalId: portal.id, at: now },
    update: { portalId: portal.id, at: now },
  });
}

/** The domain of this host, made the portal's. Articles, consent and language move along when the host changes. */
async function connectDomain(work: Work, { portal, domain }: SettingsState, host: string): Promise<string> {
  const { tx, now, core } = work;
  // The host is the one that customers type, so that they reach the desk there is known already.
  const data = { host, verifiedAt: now };
  const known = await tx.domain.findUnique({ where: { host }, select: { id: true } });
  const id = known?.id ?? (domain && !domain.isSystem ? domain.id : core.ids.next('domain'));
  await tx.domain.upsert({ where: { id }, create: { id, ...data }, update: data });
  await tx.portal.update({ where: { id: portal.id }, data: { domainId: id } });
  return id;
}
