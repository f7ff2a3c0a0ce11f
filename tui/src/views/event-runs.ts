/** Changes that follow each other in a thread: of many the last two are shown, so that what was said stays in sight. */
import type { Entry } from '../store/model.ts';

/** Changes in a row that are all shown, and those shown of more. */
const mostInARow = 3;
const shownOfMore = 2;

/**
 * For entries that are folded away how many changes one line stands for in their place: all of them with the first of
 * a run, 0 with the others. What `isShown` names as a run's first shows its run whole.
 */
export function foldedChanges(
  timeline: readonly Entry[],
  newFrom: string | undefined,
  isShown: (firstId: string) => boolean,
): ReadonlyMap<string, number> {
  const folded = new Map<string, number>();
  let run: Entry[] = [];
  const endRun = () => {
    const [first] = run;
    if (first && run.length > mostInARow && !isShown(first.id)) {
      const away = run.slice(0, -shownOfMore);
      for (const { id } of away) folded.set(id, id === first.id ? away.length : 0);
    }
    run = [];
  };
  for (const entry of timeline) {
    // The line "new" stands above an entry that is shown.
    if (entry.kind !== 'event' || entry.id === newFrom) endRun();
    if (entry.kind === 'event') run.push(entry);
  }
  endRun();
  return folded;
}
