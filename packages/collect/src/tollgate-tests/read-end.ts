import type { RunManifest } from "@tollgate/model";
import { cutText } from "../input/cut-text.ts";
import type { CaseSink } from "../json/case-sink.ts";
import { checkTotal } from "../json/check-total.ts";
import { lostResults, missingField, testsDropped } from "../json/doubts.ts";
import { type Members, own, ownList } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import { doubtUnknown } from "./doubt-unknown.ts";
import { unknownVerdict } from "./doubts.ts";

const members = new Set(["verdict", "tests", "endedAt", "errors"]);

/** What the runner says about its run: an error outside every test makes it a failed one, whatever its verdict is. */
export function readEnd(end: Members, cases: CaseSink): Pick<RunManifest, "verdict" | "errors"> {
  doubtUnknown(end, members, "the end", cases);
  const told = ownList(end, "errors");
  if (told === undefined) cases.doubt(lostResults, `"errors" of the end`);
  const errors = (told ?? []).map((error) =>
    cutText(typeof error === "string" ? error : `An error that is ${showValue(error)}.`),
  );
  if (own(end, "tests") === undefined) cases.doubt(missingField, `"tests" of the end`);
  checkTotal(end, { name: "tests", shown: cases.cases, more: testsDropped }, cases);
  const verdict = verdictOf(own(end, "verdict"), cases);
  return { verdict: verdict === "passed" && errors.length > 0 ? "failed" : verdict, errors };
}

function verdictOf(told: unknown, cases: CaseSink): RunManifest["verdict"] {
  if (told === "passed" || told === "failed" || told === "interrupted") return told;
  cases.doubt(unknownVerdict, showValue(told));
  return "failed";
}
