import { sayCut } from "../input/cut-text.ts";
import { detach } from "../input/detach.ts";
import { cleanName } from "../json/clean-name.ts";

/** Characters of a text about a finding that are kept. */
const longest = 2_000;

/** A message of a tool in one spelling, cut where it is long. */
export function shortText(text: string): string {
  const clean = cleanName(text).trim();
  return clean.length > longest ? sayCut(clean.slice(0, longest), clean.length) : detach(clean);
}
