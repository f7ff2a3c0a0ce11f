/** The portal's addresses, and which of them a sign-in may lead back to. */

export interface Addresses {
  list: string;
  signIn: string;
  signOut: string;
  register: string;
  forgot: string;
  consent: string;
  newTicket: string;
  leavePreview: string;
  ticket(number: number): string;
  uploads: string;
  attachment(id: string): string;
  kb: string;
  article(slug: string): string;
}

/** Paths below one portal's slug. */
export function addressesOf(slug: string): Addresses {
  const list = `/${slug}`;
  return {
    list,
    signIn: `${list}/sign-in`,
    signOut: `${list}/sign-out`,
    register: `${list}/register`,
    forgot: `${list}/forgot`,
    consent: `${list}/consent`,
    newTicket: `${list}/tickets/new`,
    leavePreview: `${list}/preview/leave`,
    ticket: (number) => `${list}/tickets/${number}`,
    uploads: `${list}/uploads`,
    attachment: (id) => `${list}/attachments/${id}`,
    kb: `${list}/kb`,
    article: (slug) => `${list}/kb/${slug}`,
  };
}

/** Where somebody wanted to go. */
export type Goal =
  | { page: 'list'; path: string }
  | { page: 'new'; path: string }
  | { page: 'file'; path: string }
  | { page: 'ticket'; number: number; path: string };

const longestPath = 500;

/** What people type after a "#"; null for what cannot be a ticket's number. */
export function ticketNumber(text: string): number | null {
  return /^[1-9][0-9]{0,8}$/.test(text) ? Number(text) : null;
}

/** The page that `path` names when it is one of this portal's, else the list: a sign-in never leads elsewhere. */
export function goalOf(addresses: Addresses, path: string): Goal {
  const list: Goal = { page: 'list', path: addresses.list };
  if (path.length > longestPath || !path.startsWith('/')) return list;
  const here = 'http://portal.invalid';
  if (!URL.canParse(path, here)) return list;
  const url = new URL(path, here);
  if (url.origin !== here) return list;
  if (url.pathname === addresses.list) return { page: 'list', path: url.pathname + url.search };
  if (url.pathname === addresses.newTicket) return { page: 'new', path: url.pathname + url.search };
  const [, file] = url.pathname.split(addresses.attachment(''));
  if (url.pathname === addresses.attachment(file ?? '') && /^att_[0-9a-z]{1,60}$/.test(file ?? ''))
    return { page: 'file', path: url.pathname };
  const [, digits] = url.pathname.split(`${addresses.list}/tickets/`);
  const number = url.pathname.startsWith(`${addresses.list}/tickets/`) ? ticketNumber(digits ?? '') : null;
  return number === null ? list : { page: 'ticket', number, path: url.pathname + url.search };
}
