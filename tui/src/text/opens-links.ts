/** Whether a terminal may be sent links, by what it says of itself. */

/** The first VTE whose links do not crash it, as it announces itself (0.50.1; bug 788266 of GNOME's tracker). */
const soundVte = 5_001;

/**
 * Terminals that know nothing of OSC 8 skip it, by ECMA-48's rule for strings they do not know. Those that print it, or
 * worse, are left out.
 */
export function opensLinks(env: Readonly<Record<string, string | undefined>>): boolean {
  if (/^(dumb|linux|cons25|vt\d+)(-|$)/.test(env.TERM ?? 'dumb')) return false;
  const vte = Number(env.VTE_VERSION ?? '');
  return !(vte > 0 && vte < soundVte);
}
