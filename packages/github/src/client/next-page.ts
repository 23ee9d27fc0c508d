/** The address of the next page in a Link header; undefined on the last one. */
export function nextPage(link: string | null): string | undefined {
  if (link === null) return undefined;
  for (const part of link.split(/,\s*(?=<)/)) {
    const match = /^<([^<>]{1,4000})>\s*;(.{0,400})$/.exec(part.trim());
    if (match !== null && /(^|;)\s*rel="?next"?\s*(;|$)/.test(match[2]!)) return match[1];
  }
  return undefined;
}
