/** Whole microseconds of a .NET time span (`00:00:01.2345678`, `1.02:03:04`); NaN for what is none. */
export function parseTimeSpan(text: string): number {
  const found = /^(?:(\d{1,5})\.)?(\d{1,4}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?$/.exec(text.trim());
  if (found === null) return Number.NaN;
  const [, days = "0", hours, minutes, seconds, fraction = ""] = found;
  const whole = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  return whole * 1_000_000 + microseconds(fraction);
}

/** Microseconds since 1970 of an ISO 8601 time with a zone or without; NaN for what is none. */
export function parseInstant(text: string): number {
  const found = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})?$/.exec(
    text.trim(),
  );
  if (found === null) return Number.NaN;
  const [, seconds, fraction = "", zone = "Z"] = found;
  // Only differences are used: without a zone any zone is as good.
  return Date.parse(`${seconds}${zone}`) * 1_000 + microseconds(fraction);
}

function microseconds(fraction: string): number {
  return Math.round(Number(`0.${fraction}0`) * 1_000_000);
}
