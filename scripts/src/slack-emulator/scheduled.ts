/** Messages the app wants posted later: kept across restarts, posted when their time comes. */
import type { Clock } from './clock.ts';
import { slackId } from './ids.ts';
import type { Journal } from './journal.ts';
import type { Store } from './store.ts';
import type { Post, Workspace } from './workspace.ts';

export class Scheduled {
  readonly #parts: { store: Store; clock: Clock; journal: Journal; workspace: Workspace };

  constructor(parts: { store: Store; clock: Clock; journal: Journal; workspace: Workspace }) {
    this.#parts = parts;
    for (const { id } of parts.store.all('scheduled')) this.#arm(id);
  }

  add(post: Post, postAt: number): string {
    const id = slackId('Q');
    this.#parts.store.put('scheduled', id, { id, post, postAt });
    this.#arm(id);
    return id;
  }

  #arm(id: string): void {
    const { store, clock, journal, workspace } = this.#parts;
    const due = () => {
      const waiting = store.get('scheduled', id);
      if (!waiting) return;
      const leftMs = waiting.postAt * 1000 - clock.now();
      if (leftMs > 0) {
        // Timers of Node end at about 24 days.
        clock.after(Math.min(leftMs, 86_400_000), due);
        return;
      }
      store.remove('scheduled', id);
      const channel = workspace.findChannel(waiting.post.channel);
      const isOpen = channel && !channel.isArchived && channel.members.includes(workspace.bot.userId);
      if (isOpen) workspace.post(waiting.post);
      else journal.add('lost', `scheduled message ${id}: the app can no longer write there`);
    };
    due();
  }
}
