/** Numbers and sizes as the people of a place write them. */

export interface UnitNames {
  bytes: string;
  kilobytes: string;
  megabytes: string;
}

/** Writers for one locale. */
export function numbersIn(locale: string) {
  const whole = new Intl.NumberFormat(locale);
  const short = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const rounded = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const write = (count: number, unit: string) => `${(count < 10 ? short : rounded).format(count)} ${unit}`;
  return {
    inNumbers: (count: number) => whole.format(count),
    /** A file's size, in units of 1,024. */
    sizeIn(bytes: number, units: UnitNames): string {
      if (bytes < 1024) return write(bytes, units.bytes);
      const kilobytes = bytes / 1024;
      // What would be rounded to 1,024 KB is a megabyte.
      return kilobytes < 1023.5
        ? write(kilobytes, units.kilobytes)
        : write(kilobytes / 1024, units.megabytes);
    },
  };
}
