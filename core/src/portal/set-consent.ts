/** The notice that customers of a domain's portal must accept: reading it, and writing it. */

import { quoted } from '../contacts/find-named.ts';
import { type AgentContext, type Core, inTransaction, type Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';

export interface ConsentSettings {
  /** The domain's host. */
  domain: string;
  /** Null where nothing has to be accepted. */
  text: string | null;
  label: string | null;
  /** When somebody last wrote it, or said that none is needed. */
  reviewedAt: string | null;
}

export const longestConsentText = 10_000;
export const longestConsentLabel = 300;

/** What stands beside the box unless another label is given. */
export const usualLabel = 'I have read this and agree.';

/** The notice of the domain with this host; without one, of the first portal's. */
export async function showConsent(core: Core, host: string | undefined): Promise<ConsentSettings> {
  return toSettings(await accessDomain(core.db.read, host));
}

/**
 * Writes the notice of one domain, or with a null says that none is needed; other domains keep theirs. Customers
 * who accepted another wording are asked anew. Throws `FIELD_INVALID`, `PORTAL_NOT_READY`, and `PORTAL_NOT_FOUND`
 * for a domain that is not there.
 */
export async function setConsent(
  ctx: AgentContext,
  wish: { domain?: string | undefined; text: string | null; label?: string | undefined },
): Promise<ConsentSettings> {
  const text = wish.text === null ? null : consentText(wish.text, wish.domain);
  return inTransaction(ctx, async (work) => {
    const before = await accessDomain(work.tx, wish.domain);
    const label = text === null ? null : consentLabel(wish.label ?? before.consentLabel ?? usualLabel);
    const domain = await work.tx.domain.update({
      where: { id: before.id },
      data: { consentText: text, consentLabel: label, consentReviewedAt: work.now },
    });
    await recordEvent(work, {
      action: 'domain.consent-set',
      target: `domain:${domain.id}`,
      change: {
        from: { text: before.consentText, label: before.consentLabel },
        to: { text, label },
      },
    });
    return toSettings(domain);
  });
}

interface DomainRow {
  id: string;
  host: string;
  consentText: string | null;
  consentLabel: string | null;
  consentReviewedAt: Date | null;
}

function toSettings(domain: DomainRow): ConsentSettings {
  return {
    domain: domain.host,
    text: domain.consentText,
    label: domain.consentLabel,
    reviewedAt: domain.consentReviewedAt?.toISOString() ?? null,
  };
}

async function accessDomain(queries: Queries, host: string | undefined): Promise<DomainRow> {
  const domain = host
    ? await queries.domain.findUnique({ where: { host: host.trim().toLowerCase() } })
    : ((await queries.portal.findFirst({ orderBy: { id: 'asc' }, include: { domain: true } }))?.domain ??
      null);
  if (domain) return domain;
  const missing = 'See what is missing with: postern portal status';
  if (!host) {
    const sentence = 'The portal has no domain yet, and the notice belongs to one.';
    throw new PosternError('PORTAL_NOT_READY', sentence, { hint: missing });
  }
  const known = await queries.domain.findMany({ orderBy: { host: 'asc' }, select: { host: true }, take: 20 });
  const hint = known
    .map((each) => `There is ${each.host}: postern portal consent show --domain ${each.host}`)
    .join('\n');
  throw new PosternError('PORTAL_NOT_FOUND', `There is no domain "${host}".`, { hint: hint || missing });
}

/** Line ends become one kind; NUL and half characters, which no database keeps, are taken out. */
function consentText(typed: string, host: string | undefined): string {
  const text = typed.replace(/\r\n?/g, '\n').replaceAll('\0', '').toWellFormed().trim();
  if (text === '') {
    const where = host === undefined ? '' : ` --domain ${quoted(host)}`;
    throw invalid(
      'text',
      'The notice is empty. Write it, or say that none is needed.',
      `That none is needed: postern portal consent none${where}`,
    );
  }
  if (text.length > longestConsentText)
    throw invalid(
      'text',
      `The notice is too long. Shorten it to ${longestConsentText} characters, and link to the rest.`,
    );
  return text;
}

function consentLabel(typed: string): string {
  const label = typed
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  if (label === '') throw invalid('label', 'The label is empty. Write what stands beside the box.');
  if (label.length > longestConsentLabel)
    throw invalid('label', `The label is too long. Shorten it to ${longestConsentLabel} characters.`);
  return label;
}

function invalid(field: string, sentence: string, hint?: string): PosternError {
  return new PosternError('FIELD_INVALID', sentence, { field, ...(hint !== undefined && { hint }) });
}
