/** Which desk to talk to, and with which token: flag, environment, profile, default, in this order. */
import type { Args } from './flags.ts';
import type { Io } from './io.ts';
import { usageProblem } from './problem.ts';
import { type Credential, profileName, readCredentials, readProfiles } from './profiles.ts';

export const defaultUrl = 'http://127.0.0.1:4000';

export interface Connection {
  url: string;
  urlFrom: 'flag' | 'POSTERN_URL' | 'profile' | 'default';
  token: string | null;
  tokenFrom: 'POSTERN_TOKEN' | 'file' | null;
  profile: string;
}

/**
 * Reads profiles and tokens. A stored token goes to the desk that gave it and to no other, whatever `--url` or
 * `POSTERN_URL` say. Throws usage problems for an unknown profile or an address that is none.
 */
export async function connectionFor(env: Io['env'], args: Args): Promise<Connection> {
  const profile = profileName(env, args.profile);
  const profiles = await readProfiles(env);
  const given = args.url ?? env.POSTERN_URL;
  const isNamed = args.profile !== undefined || Boolean(env.POSTERN_PROFILE);
  if (!given && isNamed && !profiles.has(profile)) {
    const names = [...profiles.keys()].join(', ');
    throw usageProblem(
      `There is no profile "${profile}".${names ? ` Profiles are ${names}.` : ''}`,
      `Make it: postern auth login --profile ${profile} --url URL`,
    );
  }
  const url = webAddress(given || profiles.get(profile)?.url || defaultUrl);
  const urlFrom = args.url
    ? 'flag'
    : env.POSTERN_URL
      ? 'POSTERN_URL'
      : profiles.has(profile)
        ? 'profile'
        : 'default';
  if (env.POSTERN_TOKEN)
    return { url, urlFrom, profile, token: env.POSTERN_TOKEN, tokenFrom: 'POSTERN_TOKEN' };
  const token = tokenFor((await readCredentials(env)).get(profile), url);
  return { url, urlFrom, profile, token, tokenFrom: token ? 'file' : null };
}

function tokenFor(credential: Credential | undefined, url: string): string | null {
  return credential && credential.url === url ? credential.token : null;
}

/** The address without a slash at its end. Throws a usage problem for anything but a web address. */
export function webAddress(text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw usageProblem(`"${text}" is not an address.`, `Write it like ${defaultUrl}`);
  }
  if (!/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw usageProblem(`"${text}" is not the address of a desk.`, `Write it like ${defaultUrl}`);
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** Whether what is sent to this address can be read on its way. */
export function isReadOnTheWay(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
