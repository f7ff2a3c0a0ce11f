/** What every view needs to know of the terminal besides the state. */
import type { Command } from '../keys/commands.ts';
import type { Glyphs } from '../text/glyphs.ts';

export interface Look {
  glyphs: Glyphs;
  isAscii: boolean;
  /** The keys in force here. */
  commands: readonly Command[];
}

/** The arrow between a composer and its reader. */
export function arrow(look: Look): string {
  return look.isAscii ? '->' : '→';
}

/** The dot between facts. */
export function dot(look: Look): string {
  return look.isAscii ? '-' : '·';
}
