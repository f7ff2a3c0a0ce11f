/** People of the workspace, as an app may see them. */
import { ApiError, type Call, type Handler, invalidArguments, page } from '../api-call.ts';
import { personJson } from '../message-shape.ts';
import type { Json, Person } from '../types.ts';

function shown(call: Call, person: Person): Json {
  const withEmail = call.world.manifest.scopes.includes('users:read.email');
  return personJson(call.world.workspace, person, { withEmail });
}

export const userMethods: Record<string, Handler> = {
  'users.info': (call) => {
    const person = call.world.store.get('people', call.args.text('user'));
    if (!person) throw new ApiError('user_not_found');
    return { user: shown(call, person) };
  },

  'users.list': (call) => {
    const everyone = call.world.workspace.people();
    const refusal = invalidArguments('must be 1 to 1000: limit');
    const limit = call.args.count('limit', everyone.length, 1000, refusal);
    const { items, nextCursor } = page(call, everyone, limit);
    return {
      members: items.map((person) => shown(call, person)),
      cache_ts: Math.floor(call.world.clock.now() / 1000),
      response_metadata: { next_cursor: nextCursor },
    };
  },

  'users.lookupByEmail': (call) => {
    const wanted = call.args.text('email').toLowerCase();
    const found = call.world.workspace
      .people()
      .find((person) => !person.isBot && !person.isDeleted && person.email.toLowerCase() === wanted);
    if (!found) throw new ApiError('users_not_found');
    return { user: shown(call, found) };
  },
};
