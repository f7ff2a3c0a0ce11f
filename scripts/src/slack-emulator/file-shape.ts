/** Writes files the way Slack's API and events show them. */
import type { Json, StoredFile } from './types.ts';
import type { Workspace } from './workspace.ts';

const mimetypes: Record<string, string> = {
  csv: 'text/csv',
  gif: 'image/gif',
  html: 'text/html',
  jpg: 'image/jpeg',
  json: 'application/json',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  text: 'text/plain',
  webp: 'image/webp',
  zip: 'application/zip',
};

export function mimetypeOf(file: StoredFile): string {
  return mimetypes[file.filetype] ?? 'application/octet-stream';
}

/** A file as messages and `files.info` show it; a deleted one is a tombstone. */
export function fileJson({ team, baseUrl }: Workspace, file: StoredFile): Json {
  if (file.state === 'deleted') return { id: file.id, mode: 'tombstone' };
  const address = `${baseUrl()}/files-pri/${team.id}-${file.id}`;
  const name = encodeURIComponent(file.name);
  return {
    id: file.id,
    created: file.createdAt,
    timestamp: file.createdAt,
    name: file.name,
    title: file.title,
    mimetype: mimetypeOf(file),
    filetype: file.filetype,
    pretty_type: file.filetype.toUpperCase(),
    user: file.user,
    user_team: team.id,
    editable: false,
    size: file.size,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: false,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: `${address}/${name}`,
    url_private_download: `${address}/download/${name}`,
    permalink: `https://${team.domain}.slack.com/files/${file.user}/${file.id}/${name}`,
    media_display_type: 'unknown',
    has_rich_preview: false,
    file_access: 'visible',
  };
}

/** In a channel shared with another company, an event says of a file only that one must ask `files.info`. */
export function hiddenFileJson(file: StoredFile): Json {
  return { id: file.id, created: file.createdAt, file_access: 'check_file_info', mode: 'file_access' };
}
