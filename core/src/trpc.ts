/** tRPC's edge: who may call, how refusals leave, and nothing else. The only file that knows TRPCError. */
import { randomUUID } from 'node:crypto';
import { initTRPC, TRPCError } from '@trpc/server';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import { ZodError } from 'zod';
import { notSignedIn, requirePermission } from './auth/agents.ts';
import type { AgentContext, ContactContext, Context, Core, Permission, SlackViewer } from './context.ts';
import { type ErrorCode, outcomes, PosternError } from './errors.ts';
import { notInAudience, portalOff } from './visibility/access-portal.ts';
import { consentNeeded } from './visibility/consent.ts';

/** What a client reads of a refusal, beside its message. */
export interface ErrorShape {
  code: ErrorCode;
  requestId: string;
  hint: string | null;
  /** Facts such as `version` or `audience`. */
  facts: Record<string, unknown>;
}

const t = initTRPC.context<Context>().create({
  sse: {
    // A proxy may end a quiet connection after 30 s or more; a ping tells the client that nothing is wrong.
    ping: { enabled: true, intervalMs: 10_000 },
    client: { reconnectAfterInactivityMs: 25_000 },
  },
  errorFormatter: ({ error, ctx, shape }) => {
    const refusal = toPosternError(error);
    const { hint, requestId, ...facts } = refusal.details;
    return {
      ...shape,
      message: refusal.message,
      data: {
        httpStatus: shape.data.httpStatus,
        postern: {
          code: refusal.code,
          // A request that cannot be read has no context; one that failed without a context was logged with its own.
          requestId: ctx?.requestId ?? requestId ?? (refusal.code === 'BAD_INPUT' ? randomUUID() : ''),
          hint: hint ?? null,
          facts,
        } satisfies ErrorShape,
      },
    };
  },
});

/** The answer, in the shape of every other refusal, to a body of a kind that nothing here takes. Its status is 415. */
export function wrongKindOfBody() {
  return {
    error: {
      message: 'Send JSON, with the header "Content-Type: application/json".',
      code: TRPC_ERROR_CODES_BY_KEY.UNSUPPORTED_MEDIA_TYPE,
      data: {
        httpStatus: 415,
        postern: {
          code: 'BAD_INPUT',
          requestId: randomUUID(),
          hint: null,
          facts: {},
        } satisfies ErrorShape,
      },
    },
  };
}

/** Whatever was thrown, as a refusal people may read. What is unknown shows its reference and nothing else. */
export function toPosternError(error: unknown): PosternError {
  if (error instanceof PosternError) return error;
  if (error instanceof TRPCError) {
    if (error.cause instanceof PosternError) return error.cause;
    if (isBadInput(error)) return new PosternError('BAD_INPUT', sentenceFor(error.cause));
    if (error.code === 'NOT_FOUND') return new PosternError('BAD_INPUT', 'There is no such procedure.');
    // Whatever tRPC itself refuses: JSON that is none, another method, another kind of body.
    if (error.code !== 'INTERNAL_SERVER_ERROR') {
      return new PosternError('BAD_INPUT', 'This request cannot be read.');
    }
  }
  if (holdsNul(error)) {
    return new PosternError('BAD_INPUT', 'A NUL character cannot be kept or looked for. Take it out.');
  }
  if (isDiskFull(error)) {
    return new PosternError(
      'DISK_FULL',
      'The desk has no room left on its disk. Nothing was stored; try again later.',
    );
  }
  return new PosternError(
    'INTERNAL',
    'Something went wrong on the desk. Try again; if it stays, ask its operator.',
  );
}

/** Input that does not fit its schema; what an action cannot read of the desk's own data is no fault of the caller. */
function isBadInput(error: TRPCError): error is TRPCError & { cause: ZodError } {
  return error.code === 'BAD_REQUEST' && error.cause instanceof ZodError;
}

/** PostgreSQL takes no text with a NUL, not even to compare with (SQLSTATE 22021). */
function holdsNul(error: unknown): boolean {
  const { meta } = ((error as Error).cause ?? {}) as {
    meta?: { driverAdapterError?: { cause?: { originalCode?: string } } };
  };
  return meta?.driverAdapterError?.cause?.originalCode === '22021';
}

function isDiskFull(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (/SQLITE_FULL|database or disk is full|ENOSPC/.test(at.message)) return true;
  }
  return false;
}

function sentenceFor(error: ZodError): string {
  const [issue] = error.issues;
  if (!issue) return 'This request cannot be read.';
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => `"${key}"`).join(', ');
    return `Unknown ${issue.keys.length === 1 ? 'field' : 'fields'} ${names}.`;
  }
  const what = issue.path.length > 0 ? `"${issue.path.join('.')}"` : 'This request';
  const size = sizeSentence(issue);
  if (size) return `${what} ${size}.`;
  // Our own messages go on where the name ends ("must be …"); zod's begin anew.
  const [first = '', ...rest] = issue.message.replace(/\.$/, '');
  const isOurs = first === first.toLowerCase();
  return `${what} ${isOurs ? '' : 'cannot be used: '}${first.toLowerCase()}${rest.join('')}.`;
}

/** Of a text that is too short or too long, where the schema has no words of its own for it. */
function sizeSentence(issue: ZodError['issues'][number]): string | null {
  if (!/^Too (?:small|big):/.test(issue.message)) return null;
  if (issue.code === 'too_small' && issue.origin === 'string')
    return Number(issue.minimum) === 1
      ? 'must not be empty'
      : `is too short: at least ${issue.minimum} characters`;
  if (issue.code === 'too_big' && issue.origin === 'string')
    return `is too long: at most ${issue.maximum.toLocaleString('en')} characters`;
  return null;
}

const raisePosternErrors = t.middleware(async ({ next, ctx, path }) => {
  const result = await next();
  if (result.ok || isBadInput(result.error)) return result;
  const refusal = toPosternError(result.error);
  if (refusal.code === 'INTERNAL') {
    const err = result.error.cause ?? result.error;
    ctx.core.log.error({ err, path, requestId: ctx.requestId }, 'unexpected error');
  }
  throw asTrpcError(refusal);
});

function asTrpcError(refusal: PosternError): TRPCError {
  return new TRPCError({ code: outcomes[refusal.code].trpc, message: refusal.message, cause: refusal });
}

/** A stream whose refusals leave as those of other procedures do: no middleware sees what is thrown in its middle. */
export async function* refusable<T>(stream: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* stream;
  } catch (error) {
    throw error instanceof PosternError ? asTrpcError(error) : error;
  }
}

/** For the links' `onError`: logs what went wrong after an action had answered, as in the middle of a stream. */
export function logUnexpected(core: Core) {
  return ({
    error,
    path,
    ctx,
  }: {
    error: TRPCError;
    path?: string | undefined;
    ctx?: Context | undefined;
  }) => {
    if (error.cause instanceof PosternError || toPosternError(error).code !== 'INTERNAL') return;
    core.log.error({ err: error.cause ?? error, path, requestId: ctx?.requestId }, 'unexpected error');
  };
}

export const router = t.router;
export const mergeRouters = t.mergeRouters;
export const callerFactory = t.createCallerFactory;

/** Whoever looks through a customer's eyes changes nothing, whatever the procedure: there is none to forget. */
const readOnlyInPreview = t.middleware(({ ctx, type, next }) => {
  if (type === 'mutation' && ctx.viewer.kind === 'contact' && ctx.viewer.previewBy) {
    throw new PosternError(
      'PREVIEW_READ_ONLY',
      'This is a preview: it shows what the customer sees, and changes nothing.',
      { hint: 'Sign in as yourself to change something.' },
    );
  }
  return next();
});

/** Open to everybody. */
export const procedure = t.procedure.use(raisePosternErrors).use(readOnlyInPreview);

/** For signed-in agents. */
export const agentOnly = procedure.use(({ ctx, next }) => {
  if (ctx.viewer.kind !== 'agent') throw notSignedIn('Sign in with: postern auth login');
  return next({ ctx: ctx as AgentContext });
});

/** For agents who hold the permission in at least one inbox; the action asks for the inbox at hand. */
export const agentWith = (permission: Permission) =>
  agentOnly.use(({ ctx, next }) => {
    requirePermission(ctx.viewer, permission);
    return next();
  });

/** For agents who hold this permission everywhere: for what belongs to no inbox. */
export const agentWithEverywhere = (permission: Permission) =>
  agentOnly.use(({ ctx, next }) => {
    requirePermission(ctx.viewer, permission, '*');
    return next();
  });

/** For signed-in customers, also while their portal is switched off. */
export const contactOnly = procedure.use(({ ctx, next }) => {
  // A preview of a contact who is blocked shows what that contact would get.
  if (ctx.viewer.kind !== 'contact' || ctx.viewer.standing.isBlocked) throw notSignedIn('Please sign in.');
  return next({ ctx: ctx as ContactContext });
});

/** For signed-in customers of a portal that is switched on and lets them in, before they have accepted its notice. */
export const contactAtDoor = contactOnly.use(({ ctx, next }) => {
  if (!ctx.viewer.standing.portal?.isOn) throw portalOff();
  if (!ctx.viewer.standing.isInAudience) throw notInAudience();
  return next();
});

/** The same, once the notice is accepted where there is one; an agent's preview may read too, and accepts nothing. */
export const contactInPortal = contactAtDoor.use(({ ctx, next }) => {
  if (!ctx.viewer.standing.hasConsented && !ctx.viewer.previewBy) throw consentNeeded();
  return next();
});

/** The same for what changes something: never in a preview, as for every mutation. */
export const contactActs = contactInPortal;

/** For the Slack bot inside the process. */
export const slackOnly = procedure.use(({ ctx, next }) => {
  if (ctx.viewer.kind !== 'slack') throw notSignedIn('This procedure belongs to the Slack bot.');
  return next({ ctx: ctx as Context<SlackViewer> });
});
