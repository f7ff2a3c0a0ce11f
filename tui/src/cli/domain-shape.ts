/** How the domain of the portal is printed. */
import { displayText } from '@postern/core/client';
import type { Data, Shape } from './output.ts';

interface Kb {
  url: string | null;
  articles: number;
}

/** One line each of host, language, logins and knowledge base. */
export const domainShape: Shape = {
  fields: ['host', 'language', 'isVerified', 'isServed', 'selfRegistration', 'kb'],
  columns: ['host', 'language', 'isVerified', 'selfRegistration'],
  table: ([domain]) => (domain ? linesOf(domain) : ''),
};

function linesOf(domain: Data): string {
  const kb = domain.kb as Kb;
  const verified = domain.isVerified ? 'verified' : 'not verified yet: postern portal domain verify';
  const lines = [
    `${domain.host} (${verified})`,
    `  Language            ${domain.language}`,
    `  Self-registration   ${domain.selfRegistration ? 'yes' : 'no'}`,
    `  Knowledge base      ${kb.url ? `${kb.url}, ${kb.articles} articles` : 'the articles of this desk'}`,
  ];
  return `${lines.map((line) => displayText(line)).join('\n')}\n`;
}
