/** The domain that portal and knowledge base share. */
import type { AgentContext } from '../context.ts';
import { hostOf } from './domain-rows.ts';
import { readState, type SettingsState } from './settings-state.ts';

export interface DomainView {
  host: string;
  language: string;
  isVerified: boolean;
  /** Whether it is the address that customers type, as POSTERN_PUBLIC_URL says it. */
  isServed: boolean;
  selfRegistration: boolean;
  kb: { url: string | null; articles: number; showsPortal: boolean };
}

/** Null while none is connected; `host` is then what there is to connect. */
export async function viewDomain({
  core,
}: AgentContext): Promise<{ domain: DomainView | null; host: string }> {
  const { domain } = await readState(core.db.read);
  const host = hostOf(core);
  return { domain: domain && toDomainView(domain, host), host };
}

/** Picks the fields by name. */
export function toDomainView(domain: NonNullable<SettingsState['domain']>, host: string): DomainView {
  return {
    host: domain.host,
    language: domain.language,
    isVerified: domain.verifiedAt !== null,
    isServed: domain.host === host,
    selfRegistration: domain.selfRegistration,
    kb: { url: domain.kbUrl, articles: domain.kbArticleCount, showsPortal: domain.kbShowsPortal },
  };
}
