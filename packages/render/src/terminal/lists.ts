import { grouped } from "@tollgate/text";
import type { AttachmentPlaces } from "../attachments.ts";
import { type Paint, plain, type TerminalOptions, wrapped } from "./style.ts";

/** Items that a list shows; the rest is counted and stands in report.json. */
export const shown: number = 20;

/** The place first and alone: editors and terminals make a link of it. */
export function placed(
  place: string,
  text: string,
  options: TerminalOptions,
  paint: Paint,
): readonly string[] {
  if (place === "") return wrapped(text, "   - ", "     ", options);
  const below = text === "" ? [] : wrapped(text, "     ", "     ", options);
  return [`   - ${paint.cyan(plain(place))}`, ...below];
}

/** How many a list leaves out. */
export function more(total: number, paint: Paint): readonly string[] {
  return total > shown ? [paint.dim(`   … and ${grouped(total - shown)} more in report.json`)] : [];
}

/** One path a line: editors and terminals make a link of each. */
export function attachmentLines(places: AttachmentPlaces | undefined, paint: Paint): readonly string[] {
  if (places === undefined) return [];
  const rest = places.more === 0 ? [] : [paint.dim(`       and ${grouped(places.more)} more in report.json`)];
  return [
    ...places.shown.map((path) => `       ${paint.dim("attached:")} ${paint.cyan(plain(path))}`),
    ...rest,
  ];
}
