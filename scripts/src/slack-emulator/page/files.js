/** Files on the page: reading those a person picked, and showing those that were shared. */
import { el } from './dom.js';

/** Picked files as an act carries them. */
export async function readFiles(list) {
  return Promise.all(
    [...list].map(async (file) => ({ name: file.name, base64: base64Of(await file.arrayBuffer()) })),
  );
}

function base64Of(buffer) {
  let binary = '';
  const bytes = new Uint8Array(buffer);
  // In pieces, because a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}

export function sizeText(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** The files of a message. `me` may download those of the rooms they are in. */
export function fileNodes(files, { me, remove }) {
  return el(
    'ul',
    { class: 'files' },
    files.map((file) => el('li', { class: 'file' }, fileNode(file, { me, remove }))),
  );
}

function fileNode(file, { me, remove }) {
  if (file.mode === 'tombstone') return el('span', { class: 'quiet' }, 'This file was deleted.');
  const href = `_/file?${new URLSearchParams({ id: file.id, as: me })}`;
  return [
    el('span', { class: 'file-kind', 'aria-hidden': 'true' }, (file.filetype ?? 'file').slice(0, 4)),
    el(
      'span',
      { class: 'file-name' },
      el('a', { href, download: '' }, file.title ?? file.name ?? 'A file'),
      file.size !== undefined && el('span', { class: 'quiet' }, sizeText(file.size)),
    ),
    file.user === me &&
      el('button', { type: 'button', class: 'tool', onclick: () => remove(file.id) }, 'Delete file'),
  ];
}
