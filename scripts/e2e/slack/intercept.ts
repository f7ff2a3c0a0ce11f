/** A client between the bot and the desk that does something of its own first. */
import type { PosternClient } from '@postern/core';

/** The client with something happening before one procedure. */
export function intercept(client: PosternClient, path: string[], before: () => void): PosternClient {
  const wrap = (target: object, rest: string[]): object =>
    new Proxy(target, {
      get: (_, name) => {
        const inner = Reflect.get(target, name) as object;
        if (name !== rest[0]) return inner;
        if (rest.length > 1) return wrap(inner, rest.slice(1));
        return (...args: unknown[]) => {
          before();
          return (inner as (...args: unknown[]) => unknown)(...args);
        };
      },
    });
  return wrap(client, path) as PosternClient;
}
