/** A desk with its portal, and visitors who keep cookies and post forms as browsers do. */
import { type Core, localClient, type Surface } from '@postern/core';
import { type BuiltContact, createWorld, type World } from '@postern/core/testing';
import { type PortalOptions, portalSurface } from '../src/index.ts';

export const publicUrl = 'http://127.0.0.1:4000';

export interface PortalWorld extends World {
  readonly surface: Surface;
  /** What the portal told its operator. */
  readonly logged: { level: 'warn' | 'error'; facts: object; message: string }[];
  /** A browser without any cookie. */
  visitor(): Visitor;
  /** A browser in which this person is signed in. */
  visitorAs(person: BuiltContact): Promise<Visitor>;
}

/** The same desk for every test: nothing in it but what the test builds. */
export async function createPortalWorld(wish: Partial<PortalOptions> = {}): Promise<PortalWorld> {
  const world = await createWorld();
  const logged: PortalWorld['logged'] = [];
  const surface = portalFor(world.core, {
    log: {
      warn: (facts, message) => logged.push({ level: 'warn', facts, message }),
      error: (facts, message) => logged.push({ level: 'error', facts, message }),
    },
    ...wish,
  });
  const origin = wish.publicUrl ?? publicUrl;
  const visitor = () => new Visitor(surface, origin);
  return Object.assign(world, {
    surface,
    logged,
    visitor,
    visitorAs: async (person: BuiltContact) => {
      const one = visitor();
      one.cookies.set(
        origin.startsWith('https:') ? '__Host-postern_portal' : 'postern_portal',
        await world.tokenOf(person),
      );
      return one;
    },
  });
}

/** The portal over a core, with the clock of that core. */
export function portalFor(core: Core, wish: Partial<PortalOptions> & Pick<PortalOptions, 'log'>): Surface {
  return portalSurface({
    clientFor: (credential) => localClient(core, credential, 'PORTAL'),
    publicUrl,
    clock: core.clock,
    timeZone: 'UTC',
    ...wish,
  });
}

/** Asks as a browser would, and remembers cookies. Redirects are not followed by themselves. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  readonly surface: Surface;
  readonly origin: string;

  constructor(surface: Surface, origin: string) {
    this.surface = surface;
    this.origin = origin;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.ask(path, { headers });
  }

  /** Posts fields as they are given. */
  post(
    path: string,
    fields: Record<string, string> | URLSearchParams | string,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return this.ask(path, {
      method: 'POST',
      body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: this.origin,
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
    });
  }

  /** Posts a form as browsers do when it has a field for files; a list of fields, so that names may repeat. */
  postFiles(path: string, fields: [string, string | File][]): Promise<Response> {
    const form = new FormData();
    for (const [name, value] of fields) form.append(name, value);
    return this.ask(path, {
      method: 'POST',
      body: form,
      headers: { origin: this.origin, 'sec-fetch-site': 'same-origin' },
    });
  }

  /** Sends a request of any kind. */
  send(path: string, init: RequestInit): Promise<Response> {
    return this.ask(path, { ...init, headers: { origin: this.origin, ...init.headers } });
  }

  /** Opens a page, fills the form that posts to `action` there, and sends it. */
  async submit(page: string, action: string, fields: Record<string, string>): Promise<Response> {
    return this.submitFrom(await (await this.get(page)).text(), action, fields);
  }

  /** As `submit`, from a page already open. */
  submitFrom(html: string, action: string, fields: Record<string, string>): Promise<Response> {
    return this.post(action, { ...hiddenFields(html, action), ...fields });
  }

  private async ask(path: string, init: RequestInit): Promise<Response> {
    if (!this.surface.routes) throw new Error('The portal has no routes.');
    const headers = new Headers(init.headers);
    if (this.cookies.size > 0)
      headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await this.surface.routes.request(`${this.origin}${path}`, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (/max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }
}

/** The hidden fields of the form that posts to `action`. */
export function hiddenFields(html: string, action: string): Record<string, string> {
  const forms = html.split('<form ').slice(1);
  const form = forms.find((each) => each.includes(`action="${action}"`))?.split('</form>')[0];
  if (form === undefined) throw new Error(`No form on this page posts to ${action}.`);
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map((match) => [
      match[1] ?? '',
      decodeEntities(match[2] ?? ''),
    ]),
  );
}

/** Text as a browser reads it out of the source. */
export function decodeEntities(source: string): string {
  return source
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** What stands in a text box. The parser drops the first line break after the tag. */
export function textBox(html: string, name: string): string | null {
  const match = new RegExp(`<textarea[^>]*\\bname="${name}"[^>]*>\\n?([^<]*)</textarea>`).exec(html);
  return match ? decodeEntities(match[1] ?? '') : null;
}
