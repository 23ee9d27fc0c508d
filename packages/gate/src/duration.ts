/** Microseconds, an integer. */
export type Microseconds = number;

/** `500ms`, `90s`, `2.5m`, `1h`: at most three decimals, so that a limit is an integer of microseconds. */
export const durationPattern = "^[0-9]{1,6}(?:\\.[0-9]{1,3})? ?(?:ms|s|m|h)$";

const perUnit: Readonly<Record<string, number>> = {
  ms: 1_000,
  s: 1_000_000,
  m: 60_000_000,
  h: 3_600_000_000,
};

/** The microseconds that a text of `durationPattern` names; `undefined` for any other text. */
export function parseDuration(text: string): Microseconds | undefined {
  if (!new RegExp(durationPattern).test(text)) return undefined;
  const [, whole = "", decimals = "", unit = ""] = /^(\d+)(?:\.(\d+))? ?(\w+)$/.exec(text) ?? [];
  return ((Number(whole) * 1_000 + Number(decimals.padEnd(3, "0"))) * (perUnit[unit] ?? 0)) / 1_000;
}

/** A duration for people: `850 ms`, `1.5 s`, `3 min 20 s`. Rounded up, so that no limit looks kept that is not. */
export function showDuration(microseconds: Microseconds): string {
  const ms = Math.ceil(microseconds / 1_000);
  if (ms < 1_000) return `${ms} ms`;
  if (ms < 60_000) return `${ms / 1_000} s`;
  const seconds = Math.ceil(ms / 1_000);
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (minutes < 60) return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
  const more = minutes % 60;
  return `${Math.floor(minutes / 60)} h${more === 0 ? "" : ` ${more} min`}`;
}
