/** The way to a desk over HTTP: what calls it, and what its refusals and its silence mean. */
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCClient,
  TRPCClientError,
  type TRPCLink,
} from '@trpc/client';
import type { inferRouterOutputs } from '@trpc/server';
import { EventSource } from 'eventsource';
import type { ErrorCode } from './errors.ts';
import { outcomes } from './errors.ts';
import { quickFetch, quickStream } from './quick-fetch.ts';
import type { AppRouter } from './router.ts';

/** Everything a surface can do with a desk. The same procedures, checks, errors and JSON over every link. */
export type PosternClient = TRPCClient<AppRouter>;

export type Outputs = inferRouterOutputs<AppRouter>;

/** Where a client's actions come from, as shown beside messages and notes. */
export type ClientSource = 'TUI' | 'CLI' | 'API';

/** How many calls one request may hold. */
export const mostCallsAtOnce = 50;

/** The header that carries the source. */
export const sourceHeader = 'x-postern-source';

/** A client over HTTP; subscriptions come as server-sent events and resume by themselves after a cut. */
export function httpClient(options: {
  url: string;
  token: string | null;
  source: ClientSource;
  /** Hears of every call once it has ended, and of a stream when it begins: how it went, and nothing of what was said. */
  onCall?: ((call: CallTold) => void) | undefined;
}): PosternClient {
  const url = `${options.url.replace(/\/$/, '')}/trpc`;
  const headers = {
    [sourceHeader]: options.source.toLowerCase(),
    ...(options.token && { authorization: `Bearer ${options.token}` }),
  };
  return createTRPCClient<AppRouter>({
    links: [
      ...(options.onCall ? [tellingLink(options.onCall)] : []),
      splitLink({
        condition: (op) => op.type === 'subscription',
        true: httpSubscriptionLink({
          url,
          EventSource,
          eventSourceOptions: () => ({
            fetch: (address: string | URL, { signal, headers: own }: StreamInit) =>
              quickStream(address, { signal, headers: { ...own, ...headers } }),
          }),
        }),
        // By POST, because a query in an address may be no longer than a server's patience with addresses.
        false: httpBatchLink({
          url,
          headers,
          methodOverride: 'POST',
          maxItems: mostCallsAtOnce,
          fetch: fetchOrTooLarge,
        }),
      }),
    ],
  });
}

/** How a call went. */
export interface CallTold {
  type: string;
  path: string;
  ms: number;
  /** `ok`, the code of a refusal, or `failed` where no desk answered. */
  outcome: string;
}

function tellingLink(onCall: (call: CallTold) => void): TRPCLink<AppRouter> {
  return () =>
    ({ next, op }) => {
      const { type, path } = op;
      const asked = next(op);
      return {
        ...asked,
        subscribe(observer) {
          const began = performance.now();
          const told = (outcome: string) => onCall({ type, path, ms: performance.now() - began, outcome });
          if (type === 'subscription') told('begins');
          return asked.subscribe({
            ...observer,
            error(error) {
              told(outcomeOf(error));
              observer.error?.(error);
            },
            complete() {
              if (type !== 'subscription') told('ok');
              observer.complete?.();
            },
          });
        },
      };
    };
}

function outcomeOf({ data }: { data?: unknown }): string {
  const { postern, code } = (data ?? {}) as { postern?: { code?: string }; code?: string };
  return postern?.code ?? code ?? 'failed';
}

/** The listener refused the size of a request before any procedure was asked. */
class TooLarge extends Error {}

interface StreamInit {
  signal?: AbortSignal | null;
  headers: Record<string, string>;
}

type Fetch = NonNullable<Parameters<typeof httpBatchLink<AppRouter>>[0]['fetch']>;

const fetchOrTooLarge: Fetch = async (address, init) => {
  const answer = await quickFetch(address as string, init as Parameters<typeof quickFetch>[1]);
  // The host's own refusal is plain text; a message that is too long is refused by the desk, in its words.
  const isRefusedByHost = answer.status === 413 && !answer.headers.get('content-type')?.includes('json');
  if (isRefusedByHost) throw new TooLarge('The request is too large.');
  return answer;
};

/** A refusal or a failure, as a surface shows it. */
export interface Failure {
  code: ErrorCode | 'UNREACHABLE';
  message: string;
  hint: string | null;
  requestId: string;
  facts: Record<string, unknown>;
  /** The exit code of `postern`. */
  exit: number;
}

const tooLarge: Failure = {
  code: 'MESSAGE_TOO_LONG',
  message: 'This is too large to be taken in.',
  hint: 'Shorten it and send it again.',
  requestId: '',
  facts: {},
  exit: outcomes.MESSAGE_TOO_LONG.exit,
};

/** Reads what a client threw. What is no answer of the desk means that the desk was not reached. */
export function failureOf(error: unknown): Failure {
  if (error instanceof TRPCClientError) {
    const shape = (
      error.data as { postern?: Omit<Failure, 'message' | 'exit' | 'code'> & { code: ErrorCode } } | undefined
    )?.postern;
    if (shape) return { ...shape, message: error.message, exit: outcomes[shape.code].exit };
    if (error.cause instanceof TooLarge) return tooLarge;
  }
  return {
    code: 'UNREACHABLE',
    message: 'The desk cannot be reached.',
    hint: 'Check that it is running and that the address is right.',
    requestId: '',
    facts: {},
    exit: 8,
  };
}
