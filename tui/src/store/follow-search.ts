/** Keeps at hand what the list was searched for, so that threads can show where it stands. */
import type { Hub } from './hub.ts';

/** To be called whenever the state may have changed. */
export function followSearch(hub: Hub): () => void {
  let query: string | undefined;
  return () => {
    const now = hub.get().query;
    if (now === query) return;
    query = now;
    void find(hub, now);
  };
}

async function find(hub: Hub, query: string): Promise<void> {
  const hits = mayHaveWords(query) ? (await import('../text/search-hits.ts')).searchHits(query) : null;
  if (hub.get().query === query && hub.get().hits !== hits) hub.set({ hits });
}

/** Whether there is more in it than fields; most lists are asked for by fields alone. */
function mayHaveWords(query: string): boolean {
  if (/(?:subject|message|note|in):/i.test(query)) return true;
  const rest = query.replace(/[A-Za-z][\w.-]*:(?:"[^"]*"|[^\s"])*/g, '').replace(/\bOR\b/g, '');
  return /[\p{L}\p{N}]/u.test(rest);
}
