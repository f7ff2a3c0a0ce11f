/** A choice from a list, and what it is for. */
import type { EditorState } from '../editor/editor.ts';
import type { SettingName } from '../settings/terminal-settings.ts';
import type { TicketRow } from './model.ts';
import type { FilterStep } from './portal-filter.ts';
import type { DeskProperty } from './property-choices.ts';

export interface Choice {
  label: string;
  detail: string;
  /** What the desk takes for `to`. */
  to: string;
}

/** A choice that changes tickets. Times that are typed are read from when the choice was opened. */
export type TicketPurpose =
  | { kind: 'assign' | 'priority' | 'stage' | 'tag'; rows: readonly TicketRow[] }
  | { kind: 'snooze'; rows: readonly TicketRow[]; at: number };

/** A choice of a property, then of its value; days that are typed are read from when the choice was opened. */
export type PropertyPurpose =
  | { kind: 'property'; rows: readonly TicketRow[] }
  | { kind: 'propertyValue'; rows: readonly TicketRow[]; property: DeskProperty; at: number };

/** What a choice is for. */
export type PickerPurpose =
  | { kind: 'merge'; row: TicketRow }
  | { kind: 'merging'; row: TicketRow; into: number }
  | TicketPurpose
  | PropertyPurpose
  /** The rarer acts on a ticket, by the names of their commands. */
  | { kind: 'more' }
  /** Who is on the ticket: an address that is typed is put on. */
  | { kind: 'contacts'; row: TicketRow }
  | { kind: 'relate' | 'unlink' | 'split'; row: TicketRow }
  | { kind: 'relation'; row: TicketRow; to: number }
  | { kind: 'team'; rows: readonly TicketRow[] }
  | { kind: 'setting'; key: string }
  | { kind: 'filter'; step: FilterStep }
  | { kind: 'copy' | 'link' | 'viewFile' | 'saveFile' }
  | { kind: 'snippet' | 'mention' }
  | { kind: 'narrow' | 'view' | 'saveView' }
  | { kind: 'draft' | 'desk' }
  /** One of a contact's tickets, to go to it. */
  | { kind: 'theirs' }
  /** A note becomes public once the letters are typed. */
  | { kind: 'publish'; letters: string }
  /** A file goes along with what is written, or does no longer. */
  | { kind: 'attach' | 'detach' }
  | { kind: 'terminal'; name: SettingName | null }
  /** With the words that begin a command of the command line, and whether a number goes to its ticket. */
  | { kind: 'palette'; firstWords: ReadonlySet<string>; goesToTickets: boolean };

export interface Picker {
  title: string;
  purpose: PickerPurpose;
  editor: EditorState;
  choices: readonly Choice[];
  index: number;
}
