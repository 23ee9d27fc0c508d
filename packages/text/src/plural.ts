/** A count with its noun: `1 test`, `2 tests`, `1,204 tests`; irregular plurals are given. */
export function plural(count: number, noun: string, many: string = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : many}`;
}

/** An integer with a comma between thousands. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** How many of several waivers excuse: `1 of 5 waived`, `waived` only where all are; empty where none is. */
export function waivedWords(waived: number, count: number): string {
  if (waived === 0) return "";
  return waived === count ? "waived" : `${grouped(waived)} of ${grouped(count)} waived`;
}
