import { withAttachments } from "../json/attachments.ts";
import { cleanName } from "../json/clean-name.ts";
import { type Members, own, ownText } from "../json/members.ts";
import { optionalPartsOf, type ReportContext } from "../json/open-report.ts";
import { thrownDetail } from "../json/thrown-detail.ts";
import { quote } from "../problem-tally.ts";
import { attachmentsOf, ownAttachments } from "./attachments.ts";
import { ofContainer, ofGlobals } from "./document-kind.ts";
import { unknownList } from "./doubts.ts";
import { outcomeOf } from "./outcome.ts";

/** Reads the fixtures around tests: each one that did not pass is a case, because the tests' files may all pass. */
export function readContainer(container: Members, context: ReportContext): void {
  const { cases, sink } = context;
  for (const list of ["befores", "afters"] as const) {
    for (const fixture of optionalPartsOf(container, list, "the container", context)) {
      const name = cleanName(ownText(fixture, "name") ?? ownText(container, "name") ?? list);
      const { status, ...outcome } = outcomeOf(fixture, quote(name), context);
      const attachments = attachmentsOf(fixture);
      if (status === "passed" || status === "skipped") attachments.forEach(sink.attachment);
      else
        cases.add({
          suite: [],
          name,
          status: "errored",
          ...outcome,
          ...withAttachments(attachments),
          entries: 0,
        });
    }
  }
  refuseLists(container, ofContainer, context);
}

/** Reads errors outside any test: each is a case, named by its first line. */
export function readGlobals(globals: Members, context: ReportContext): void {
  ownAttachments(globals).forEach(context.sink.attachment);
  for (const error of optionalPartsOf(globals, "errors", "the globals", context)) {
    const message = ownText(error, "message");
    const stack = ownText(error, "trace");
    const firstLine = cleanName(message ?? stack ?? "").split("\n")[0] ?? "";
    context.cases.add({
      suite: [],
      name: firstLine === "" ? "error outside any test" : firstLine.slice(0, longestName),
      status: "errored",
      details: [thrownDetail("error", { message, stack })],
      entries: 0,
    });
  }
  refuseLists(globals, ofGlobals, context);
}

/** Messages can be of any length, names should not. */
const longestName = 200;

function refuseLists(root: Members, known: ReadonlySet<string>, { cases }: ReportContext): void {
  for (const name of Object.keys(root)) {
    if (!known.has(name) && Array.isArray(own(root, name))) cases.doubt(unknownList, quote(name));
  }
}
