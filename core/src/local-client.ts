/** `PosternClient` without a network: for the surfaces inside the desk's own process. */
import { createTRPCClient, unstable_localLink } from '@trpc/client';
import { type Credential, contextFor, viewerOf } from './auth/viewer-of.ts';
import type { PosternClient } from './client.ts';
import type { Core, Source, Viewer } from './context.ts';
import { type AppRouter, appRouter } from './router.ts';
import { logUnexpected } from './trpc.ts';

/**
 * A client that acts with this credential. Who is asking is looked up at every call, as over HTTP; a client
 * made for one request of a browser may look it up once (`forOneRequest`).
 */
export function localClient(
  core: Core,
  credential: Credential,
  source: Source,
  options: { forOneRequest?: boolean } = {},
): PosternClient {
  let known: Promise<Viewer> | undefined;
  const viewer = () => {
    if (!options.forOneRequest) return viewerOf(core, credential);
    known ??= viewerOf(core, credential);
    return known;
  };
  return createTRPCClient<AppRouter>({
    links: [
      unstable_localLink({
        router: appRouter,
        createContext: () => contextFor(core, { viewer, source, address: null }),
        onError: logUnexpected(core),
      }),
    ],
  });
}
