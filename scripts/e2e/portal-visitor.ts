/** A customer over plain HTTP: keeps cookies and posts forms as a browser without scripts does. */
import { formFields } from '../src/testing/form-fields.ts';
import { samplePassword } from './desk.ts';

/** Asks one desk's portal. Redirects are not followed by themselves. */
export class PortalVisitor {
  readonly origin: string;
  readonly #cookies = new Map<string, string>();

  constructor(origin: string) {
    this.origin = origin;
  }

  /** A visitor who has signed in with the sample password. */
  static async signedIn(origin: string, email: string): Promise<PortalVisitor> {
    const visitor = new PortalVisitor(origin);
    const page = await visitor.get('/support/sign-in');
    const answer = await visitor.post('/support/sign-in', {
      ...hiddenIn(await page.text(), '/support/sign-in'),
      email,
      password: samplePassword,
    });
    if (answer.status !== 303) throw new Error(`Signing in answered ${answer.status}.`);
    return visitor;
  }

  /** As JSON, text or, unless told otherwise, a page. */
  get(path: string, accept = 'text/html'): Promise<Response> {
    return this.#ask(path, { headers: { accept } });
  }

  async json<T>(path: string): Promise<T> {
    const response = await this.get(path, 'application/json');
    if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
    return response.json() as Promise<T>;
  }

  post(path: string, fields: Record<string, string>): Promise<Response> {
    return this.#ask(path, {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: this.origin },
    });
  }

  /** The hidden fields of a form as the page has them now: its token and the id of what is to be sent. */
  async formOn(path: string): Promise<Record<string, string>> {
    return hiddenIn(await (await this.get(path)).text(), path);
  }

  /** Files a ticket through the form; answers its number. */
  async fileTicket(subject: string, message: string): Promise<number> {
    const path = '/support/tickets/new';
    const answer = await this.post(path, { ...(await this.formOn(path)), subject, message });
    return ticketNumberIn(answer);
  }

  /** Answers a ticket through its form. */
  async reply(number: number, message: string): Promise<void> {
    const path = `/support/tickets/${number}`;
    const answer = await this.post(path, { ...(await this.formOn(path)), message });
    if (answer.status !== 303) throw new Error(`Replying answered ${answer.status}.`);
  }

  async #ask(path: string, init: { method?: string; body?: string; headers: Record<string, string> }) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${this.origin}${path}`, {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, ...(cookie && { cookie }) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }
}

/** The number of the ticket to which filing leads. */
export function ticketNumberIn(answer: Response): number {
  const number = /\?filed=(\d+)$/.exec(answer.headers.get('location') ?? '')?.[1];
  if (answer.status !== 303 || !number) throw new Error(`Filing answered ${answer.status}.`);
  return Number(number);
}

const hiddenIn = (page: string, action: string) => Object.fromEntries(formFields(page, action));
