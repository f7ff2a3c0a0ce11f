/** Writes the settings in force as a file for people: each with what it means, in the order of the settings. */
import { Document, isMap, isNode, isScalar, parseDocument, Scalar, type YAMLMap } from 'yaml';
import { type SettingsDocument, settingsTable } from '../portal-settings/settings-table.ts';
import { testsKey } from './read-file.ts';

const opening = ` The portal, as a file. What it changes, and for whom: postern portal plan FILE
 A key that is left out stays as it is. No password and no secret is ever in here.`;

const aboutTests = ` Who must see what, asked before every apply. Such as:
   - maria@acme.example sees 1042
   - chen@globex.example does not see 1042`;

const format = { lineWidth: 0, nullStr: 'null' } as const;

/** A new file, without tests. */
export function freshFile(settings: SettingsDocument): string {
  const document = new Document({});
  document.commentBefore = opening;
  for (const { key, about, takes } of rowsOf(settings))
    document.add(commented(document, key, settings[key], ` ${about}\n Takes ${takes}`));
  document.add(commented(document, testsKey, [], aboutTests));
  return document.toString(format);
}

/** The same file with the values in force; its own comments, its order and its tests stay. */
export function renewedFile(text: string, settings: SettingsDocument): string {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents)) return freshFile(settings);
  const map = document.contents as YAMLMap;
  const present = document.toJS() as Record<string, unknown>;
  let isSame = true;
  for (const { key, about, takes } of rowsOf(settings)) {
    if (JSON.stringify(present[key]) === JSON.stringify(settings[key])) continue;
    isSame = false;
    if (Object.hasOwn(present, key)) renew(document, key, settings[key]);
    else insertBeforeTests(map, commented(document, key, settings[key], ` ${about}\n Takes ${takes}`));
  }
  // Writing it anew would tidy up spaces that somebody may have meant.
  return isSame ? text : document.toString(format);
}

/** In its place, with the comment behind it. */
function renew(document: Document, key: string, value: unknown): void {
  const known = document.get(key, true);
  if (isScalar(known) && !Array.isArray(value)) {
    known.value = value;
    return;
  }
  const fresh = document.createNode(value);
  if (isNode(known) && known.comment) fresh.comment = known.comment;
  document.set(key, fresh);
}

function insertBeforeTests(map: YAMLMap, pair: YAMLMap['items'][number]): void {
  const at = map.items.findIndex(({ key }) => isScalar(key) && key.value === testsKey);
  map.items.splice(at < 0 ? map.items.length : at, 0, pair);
}

function commented(document: Document, key: string, value: unknown, comment: string) {
  const name = new Scalar(key);
  name.commentBefore = comment;
  name.spaceBefore = true;
  return document.createPair(name, value);
}

function rowsOf(settings: SettingsDocument) {
  return settingsTable.filter(({ key }) => Object.hasOwn(settings, key));
}
