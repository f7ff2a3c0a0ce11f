/** What a person enters in one control: how Slack keeps it in a view's state, and what its own client complains about. */
import { findOption } from './block-ids.ts';
import { isObject } from './schema.ts';
import type { Json } from './types.ts';

/** Looks up what an entry names: options of an external menu, people, uploaded files. */
export interface Lookup {
  /** The options an app has suggested for this control so far. */
  suggested(element: Json): readonly Json[];
  isPerson(id: string): boolean;
  /** Null when there is no such file. */
  file(id: string): Json | null;
}

export interface Entered {
  state: Json;
  complaint: string | null;
}

const missing = 'Please complete this required field.';

interface Kind {
  /** The state before anybody touched the control. */
  initial(element: Json): Json;
  /** The state for an entry; null entries empty the control. Throws nothing: what is wrong is the complaint. */
  enter(element: Json, entry: unknown, lookup: Lookup): Entered;
  isEmpty(state: Json): boolean;
}

const asText = (entry: unknown) => (entry === null || entry === undefined ? '' : String(entry));
const asList = (entry: unknown): string[] => {
  if (Array.isArray(entry)) return entry.map(String);
  return asText(entry) === '' ? [] : [asText(entry)];
};

const text: Kind = {
  initial: (element) => ({ value: asText(element.initial_value) || null }),
  enter(element, entry) {
    const value = asText(entry);
    const min = Number(element.min_length ?? 0);
    const max = Number(element.max_length ?? 3000);
    let complaint: string | null = null;
    if (value !== '' && value.length < min) complaint = `Please enter at least ${min} characters.`;
    else if (value.length > max) complaint = `Please enter no more than ${max} characters.`;
    return { state: { value: value === '' ? null : value }, complaint };
  },
  isEmpty: (state) => asText(state.value).trim() === '',
};

function oneOption(offered: (element: Json, lookup: Lookup, value: string) => Json | null): Kind {
  return {
    initial: (element) => ({
      selected_option: isObject(element.initial_option) ? element.initial_option : null,
    }),
    enter(element, entry, lookup) {
      const value = asText(entry);
      const option = value === '' ? null : offered(element, lookup, value);
      const complaint = value !== '' && !option ? 'Please choose one of the options.' : null;
      return { state: { selected_option: option }, complaint };
    },
    isEmpty: (state) => state.selected_option === null,
  };
}

const menu = oneOption((element, _lookup, value) => findOption(element, value));

const externalMenu = oneOption((element, lookup, value) => {
  const initial = isObject(element.initial_option) ? [element.initial_option] : [];
  return [...lookup.suggested(element), ...initial].find((option) => option.value === value) ?? null;
});

const manyOptions: Kind = {
  initial: (element) => ({
    selected_options: Array.isArray(element.initial_options) ? element.initial_options : [],
  }),
  enter(element, entry) {
    const options = asList(entry).map((value) => findOption(element, value));
    const max = Number(element.max_selected_items ?? 100);
    let complaint: string | null = null;
    if (options.includes(null)) complaint = 'Please choose among the options.';
    else if (options.length > max) complaint = `Please choose no more than ${max}.`;
    return { state: { selected_options: options.filter(isObject) }, complaint };
  },
  isEmpty: (state) => (state.selected_options as unknown[]).length === 0,
};

function picker(field: string, initial: string, form: RegExp, asNumber = false): Kind {
  return {
    initial: (element) => ({ [field]: element[initial] ?? null }),
    enter(_element, entry) {
      const value = asText(entry);
      const complaint = value !== '' && !form.test(value) ? 'Please choose a date or time.' : null;
      const kept = value === '' || complaint ? null : asNumber ? Number(value) : value;
      return { state: { [field]: kept }, complaint };
    },
    isEmpty: (state) => state[field] === null,
  };
}

const people: Kind = {
  initial: (element) => ({ selected_user: element.initial_user ?? null }),
  enter(_element, entry, lookup) {
    const id = asText(entry);
    const isKnown = id === '' || lookup.isPerson(id);
    return {
      state: { selected_user: isKnown && id !== '' ? id : null },
      complaint: isKnown ? null : 'Please choose a person of the workspace.',
    };
  },
  isEmpty: (state) => state.selected_user === null,
};

const files: Kind = {
  initial: () => ({ files: [] }),
  enter(element, entry, lookup) {
    const found = asList(entry).map((id) => lookup.file(id));
    const max = Number(element.max_files ?? 10);
    const types = Array.isArray(element.filetypes) ? element.filetypes : null;
    const taken = found.filter(isObject);
    let complaint: string | null = null;
    if (found.includes(null)) complaint = 'That file is gone.';
    else if (found.length > max) complaint = `Please choose no more than ${max} files.`;
    else if (types && !taken.every((file) => types.includes(file.filetype))) {
      complaint = `Please choose files of these types: ${types.join(', ')}.`;
    }
    return { state: { files: taken }, complaint };
  },
  isEmpty: (state) => (state.files as unknown[]).length === 0,
};

const kinds: Record<string, Kind> = {
  plain_text_input: text,
  static_select: menu,
  radio_buttons: menu,
  external_select: externalMenu,
  multi_static_select: manyOptions,
  checkboxes: manyOptions,
  users_select: people,
  datepicker: picker('selected_date', 'initial_date', /^\d{4}-\d\d-\d\d$/),
  timepicker: picker('selected_time', 'initial_time', /^\d\d:\d\d$/),
  datetimepicker: picker('selected_date_time', 'initial_date_time', /^\d{10}$/, true),
  file_input: files,
};

/** True for controls that hold something: all but buttons and overflow menus. */
export function isStateful(element: Json): boolean {
  return Object.hasOwn(kinds, String(element.type));
}

/** The state of an untouched control. */
export function initialState(element: Json): Json {
  return { type: element.type, ...kinds[String(element.type)]!.initial(element) };
}

/** The state after an entry. A required control left empty is a complaint too. */
export function enter(element: Json, entry: unknown, isRequired: boolean, lookup: Lookup): Entered {
  const kind = kinds[String(element.type)]!;
  const { state, complaint } = kind.enter(element, entry, lookup);
  const isMissing = isRequired && kind.isEmpty(state);
  return { state: { type: element.type, ...state }, complaint: complaint ?? (isMissing ? missing : null) };
}

/** The complaint about a control nobody touched, for {@link enter} was never called on it. */
export function complaintAbout(element: Json, state: Json, isRequired: boolean): string | null {
  return isRequired && kinds[String(element.type)]!.isEmpty(state) ? missing : null;
}
