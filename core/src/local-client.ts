/** `PosternClient` without a network: for the surfaces inside the desk's own process. */
import { createTRPCClient, localLink, splitLink, TRPCClientError, type TRPCLink } from '@trpc/client';
import { callTRPCProcedure, getErrorShape, getTRPCErrorFromUnknown } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import { type Credential, contextFor, viewerOf } from './auth/viewer-of.ts';
import type { PosternClient } from './client.ts';
import type { Context, Core, Source, Viewer } from './context.ts';
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
  const createContext = () => contextFor(core, { viewer, source, address: null });
  const onError = logUnexpected(core);
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (op) => op.type === 'subscription',
        true: localLink({ router: appRouter, createContext, onError }),
        false: callLink(createContext, onError),
      }),
    ],
  });
}

/**
 * One call and its answer. tRPC's own local link also makes every call cancellable; the abort signal that ends
 * each took 4 to 5 % of the processor time of the portal's list (a profile), and no caller in the process uses it.
 */
function callLink(
  createContext: () => Promise<Context>,
  onError: ReturnType<typeof logUnexpected>,
): TRPCLink<AppRouter> {
  return () =>
    ({ op }) =>
      observable((observer) => {
        call(op, createContext, onError).then(
          (data) => {
            observer.next({ result: { data } });
            observer.complete();
          },
          (error) => observer.error(error),
        );
      });
}

async function call(
  { path, type, input }: { path: string; type: 'query' | 'mutation' | 'subscription'; input: unknown },
  createContext: () => Promise<Context>,
  onError: ReturnType<typeof logUnexpected>,
): Promise<unknown> {
  let ctx: Context | undefined;
  try {
    ctx = await createContext();
    const getRawInput = async () => input;
    const data = await callTRPCProcedure({
      router: appRouter,
      path,
      type,
      ctx,
      getRawInput,
      signal: undefined,
      batchIndex: 0,
    });
    return asJson(data);
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause);
    onError({ error, path, ctx });
    const shape = getErrorShape({ config: appRouter._def._config, ctx, error, input, path, type });
    throw TRPCClientError.from({ error: asJson(shape) as typeof shape }, { cause: error });
  }
}

/** What would have come over the network. */
function asJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
