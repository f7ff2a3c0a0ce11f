/** A variable that is set to anything but nothing, 0, no, off or false. */
export function isOn(value: string | undefined): boolean {
  return value !== undefined && !/^\s*(?:|0|no|off|false)\s*$/i.test(value);
}
