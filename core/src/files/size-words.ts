/** A size as agents read it, in a terminal and in Slack. */

/** "512 B", "84 KB", "2.4 MB". */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilobytes = bytes / 1024;
  // What would be rounded to 1,024 KB is a megabyte.
  return kilobytes < 1023.5 ? `${rounded(kilobytes)} KB` : `${rounded(kilobytes / 1024)} MB`;
}

function rounded(count: number): string {
  return count.toLocaleString('en', { maximumFractionDigits: count < 10 ? 1 : 0 });
}
