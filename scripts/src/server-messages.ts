/** What the desk's process tells the launcher that started it. */
export type ServerMessage =
  | { kind: 'ready'; url: string; launchToken: string | null }
  | { kind: 'failed'; message: string };
