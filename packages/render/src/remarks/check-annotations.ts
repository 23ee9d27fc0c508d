import { type CheckAnnotation, publicationLimits } from "@tollgate/model";
import { cutBytes, plainLine, plural, unlinked } from "@tollgate/text";
import { placeWords } from "./place-words.ts";
import type { Place } from "./ranked-places.ts";

/**
 * The first places as annotations of a check run, in the order given; where there are more than GitHub is sent, a notice
 * at the next place says how many.
 */
export function checkAnnotations(places: readonly Place[]): readonly CheckAnnotation[] {
  const { annotations: most } = publicationLimits;
  if (places.length <= most) return places.map(toAnnotation);
  const next = places[most - 1]!; // there are more
  return [...places.slice(0, most - 1).map(toAnnotation), restNotice(next, places.length - (most - 1))];
}

function toAnnotation(place: Place): CheckAnnotation {
  const [{ level, column }] = place;
  const { title, message } = placeWords(place);
  const where = placeOf(place);
  return {
    ...where,
    ...(column === undefined || where.startLine !== where.endLine
      ? {}
      : { startColumn: column, endColumn: column }),
    level,
    title: orElse(cutBytes(unlinked(plainLine(title)), publicationLimits.annotationTitle), "Without a title"),
    message: orElse(
      cutBytes(unlinked(message), publicationLimits.annotationMessage),
      "What reports this says nothing about it.",
    ),
  };
}

/** GitHub refuses a check run of which one text is blank. */
function orElse(text: string, words: string): string {
  return text.trim() === "" ? words : text;
}

function restNotice(place: Place, count: number): CheckAnnotation {
  return {
    ...placeOf(place),
    level: "notice",
    title: `${plural(count, "more place")}, not shown`,
    message: `Something is to be said at ${plural(count, "more place")}, this one first. The job summary and report.json have all of it.`,
  };
}

function placeOf([{ path, lines }]: Place): Pick<CheckAnnotation, "path" | "startLine" | "endLine"> {
  return { path, startLine: lines[0], endLine: lines[1] };
}
