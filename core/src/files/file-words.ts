/** Why a file cannot be sent, in the same words wherever that is found out: at the desk, or before it is asked. */

const megabyte = 1024 * 1024;

/** `The file "film.mp4" has 12.3 MB, and a file may have at most 10 MB.` */
export function fileTooLargeWords(
  name: string,
  { bytes, maxMegabytes }: { bytes: number; maxMegabytes: number },
): string {
  return `The file "${name}" has ${inMegabytes(bytes)} MB, and a file may have at most ${maxMegabytes} MB.`;
}

/** Of a file without a byte in it. */
export function fileEmptyWords(name: string): string {
  return `The file "${name}" is empty.`;
}

/** Of more files than one message takes. */
export function tooManyFilesWords(count: number, mostFiles: number): string {
  return `There are ${count} files, and a message takes at most ${mostFiles}.`;
}

// Rounded up: what is too large must not read as if it fitted.
function inMegabytes(bytes: number): string {
  return (Math.ceil((bytes / megabyte) * 10) / 10).toLocaleString('en');
}
