/** Decides how many colours the terminal gets and whether its background is dark, from what the caller hands in. */

/** How colours are written. `mono` still uses bold, dim, underline and reverse. */
export type ColorDepth = 'truecolor' | '256' | '16' | 'mono';

/** Whether the terminal's own background is dark or light. */
export type Background = 'dark' | 'light';

/** What the decision needs; the environment is handed in, never read here. */
export interface ColorQuestion {
  env: Readonly<Record<string, string | undefined>>;
  /** Whether the output is a terminal. */
  isTTY: boolean;
  /** `--color` (`true`), `--no-color` (`false`), or nothing said. */
  flag?: boolean | undefined;
}

/**
 * In this order: the flag, `NO_COLOR` (any non-empty value), `FORCE_COLOR` (0 to 3), no terminal, `COLORTERM`, `TERM`.
 * Source of the order: "Colours, themes, accessibility" of the terminal's design and no-color.org.
 */
export function colorDepth({ env, isTTY, flag }: ColorQuestion): ColorDepth {
  if (flag === false) return 'mono';
  if (flag === undefined && env.NO_COLOR) return 'mono';
  if (flag === undefined && env.FORCE_COLOR !== undefined) return forcedDepth(env.FORCE_COLOR, env);
  if (!isTTY && flag !== true) return 'mono';
  const depth = announcedDepth(env);
  return depth === 'mono' && flag === true ? '16' : depth;
}

function forcedDepth(value: string, env: ColorQuestion['env']): ColorDepth {
  if (value === '0' || value === 'false') return 'mono';
  if (value === '2') return '256';
  if (value === '3') return 'truecolor';
  if (value === '1') return '16';
  const announced = announcedDepth(env);
  return announced === 'mono' ? '16' : announced;
}

function announcedDepth(env: ColorQuestion['env']): ColorDepth {
  const term = env.TERM ?? '';
  if (term === 'dumb') return 'mono';
  if (/^(truecolor|24bit)$/i.test(env.COLORTERM ?? '')) return 'truecolor';
  if (/-(direct|truecolor)$/.test(term) || /^xterm-(kitty|ghostty)$/.test(term)) return 'truecolor';
  if (/-256(color)?$/i.test(term)) return '256';
  if (term === '' && !env.COLORTERM) return 'mono';
  return '16';
}

/**
 * Dark or light, from the terminal's answer to an OSC 11 question (`rgb:1e1e/1e1e/1e1e`), else from `COLORFGBG`
 * (`15;0`), else dark. Anything that cannot be read counts as no answer.
 */
export function backgroundFrom(answer: string | undefined, colorFgBg: string | undefined): Background {
  const luminance = answer === undefined ? undefined : luminanceOfAnswer(answer);
  if (luminance !== undefined) return luminance > 0.5 ? 'light' : 'dark';
  const index = /(?:^|;)(\d{1,2})$/.exec(colorFgBg ?? '')?.[1];
  if (index === undefined) return 'dark';
  return Number(index) === 7 || Number(index) === 15 ? 'light' : 'dark';
}

function luminanceOfAnswer(answer: string): number | undefined {
  const rgb = /rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i.exec(answer);
  if (rgb === null) return undefined;
  const [red, green, blue] = rgb.slice(1).map((hex) => Number.parseInt(hex, 16) / (16 ** hex.length - 1));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
