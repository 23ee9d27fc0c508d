import type { Annotation } from "@tollgate/model";
import { sayCut } from "../input/cut-text.ts";
import { detach } from "../input/detach.ts";
import { type Doubt, times } from "../problem-tally.ts";
import type { CaseSink } from "./case-sink.ts";
import { missingField } from "./doubts.ts";
import { isMembers, type Members, ownList, ownText } from "./members.ts";

/** Most annotations of a test, and characters of each of them, that are kept. */
const mostAnnotations = 50;
const longestText = 1_000;

/** The annotations of a test, each once; `textName` is the member that holds their text. */
export function annotationsIn(
  containers: readonly Members[],
  textName: "text" | "description",
  where: string,
  cases: CaseSink,
): { readonly annotations?: readonly Annotation[] } {
  const found = new Map<string, Annotation>();
  for (const told of containers.flatMap((container) => listIn(container, where, cases))) {
    const type = isMembers(told) ? ownText(told, "type") : undefined;
    if (isMembers(told) && type !== undefined) {
      const text = ownText(told, textName);
      const annotation = { type: cut(type), ...(text === undefined ? {} : { text: cut(text) }) };
      found.set(JSON.stringify(annotation), annotation);
    } else cases.doubt(missingField, `an annotation of ${where}`);
  }
  if (found.size > mostAnnotations) cases.doubt(manyAnnotations, where);
  return found.size === 0 ? {} : { annotations: [...found.values()].slice(0, mostAnnotations) };
}

function listIn(container: Members, where: string, cases: CaseSink): readonly unknown[] {
  const list = ownList(container, "annotations");
  if (list === undefined && Object.hasOwn(container, "annotations"))
    cases.doubt(missingField, `"annotations" of ${where}`);
  return list ?? [];
}

function cut(text: string): string {
  return text.length > longestText + cutNote.length
    ? sayCut(text.slice(0, longestText), text.length)
    : detach(text);
}

/** What was cut once is not cut again. */
const cutNote = "… (1234567 characters cut)";

const manyAnnotations: Doubt = {
  code: "value-too-long",
  severity: "warning",
  message: (count) =>
    `${times(count, "test has", "tests have")} more than ${mostAnnotations} annotations; the first ${mostAnnotations} are kept.`,
  remedy: "Write to a file what is more than a note, and attach it.",
};
