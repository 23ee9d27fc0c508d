import {
  type BaselineState,
  baselineStates,
  type FindingLevel,
  findingLevels,
  type Suppression,
} from "@tollgate/model";
import { lostDetail, unknownLevel } from "../findings/doubts.ts";
import { shortText } from "../findings/short-text.ts";
import { isMembers, type Members, own, ownList, ownMembers, ownText, ownTexts } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import type { ProblemTally } from "../problem-tally.ts";
import type { RawFinding } from "../reader.ts";
import { fingerprintsIn } from "./fingerprints.ts";
import { messageOf } from "./message.ts";
import { type PlaceContext, readPlaces } from "./places.ts";
import type { Rules } from "./rules.ts";

/** What the results of one run have in common. */
export type ResultContext = PlaceContext & { readonly rules: Rules };

export function readResult(result: Members, context: ResultContext): RawFinding {
  const { tool, rules, doubts } = context;
  const { id, rule = {} } = rules.of(result);
  const kind = kindOf(result, doubts);
  const message = messageOf(result, rule, rules.sharedMessages);
  if (message === "") doubts.add(lostDetail, `the message of a result of ${tool}`);
  const suppressed = suppressionOf(result);
  const state = baselineStateOf(result, doubts);
  const fingerprints = fingerprintsIn(result, "fingerprints");
  const partialFingerprints = fingerprintsIn(result, "partialFingerprints");
  const security = securityTenthsOf(result) ?? securityTenthsOf(rule);
  return {
    ...readPlaces(result, context),
    tool,
    ...(id === undefined || id === "" ? {} : { rule: shortText(id) }),
    level: kind === "fail" ? levelOf(result, rules.levelOf(result, id, rule), doubts) : "none",
    message: shortText(message),
    ...(kind === "open" || kind === "review" ? { undecided: true } : {}),
    ...(fingerprints.length === 0 ? {} : { fingerprints }),
    ...(partialFingerprints.length === 0 ? {} : { partialFingerprints }),
    ...(suppressed === undefined ? {} : { suppressed }),
    ...(state === undefined ? {} : { baselineState: state }),
    ...(security === undefined ? {} : { securityTenths: security }),
  };
}

const kinds = ["fail", "pass", "open", "review", "informational", "notApplicable"] as const;

/** What is not known may be a failure. */
function kindOf(result: Members, doubts: ProblemTally): (typeof kinds)[number] {
  const told = own(result, "kind");
  if (told === undefined || told === null) return "fail";
  const known = kinds.find((kind) => kind === told);
  if (known === undefined) doubts.add(unknownLevel, `the kind ${showValue(told)}`);
  return known ?? "fail";
}

/** The result's own, else that of its rule, else `warning`, as the standard says. */
function levelOf(result: Members, ofRule: unknown, doubts: ProblemTally): FindingLevel {
  const told = own(result, "level") ?? ofRule ?? "warning";
  const known = findingLevels.find((level) => level === told);
  if (known === undefined) doubts.add(unknownLevel, showValue(told));
  return known ?? "error";
}

/** Suppressed is what somebody accepted and nobody still looks at or rejected. */
function suppressionOf(result: Members): Suppression | undefined {
  const suppressions = (ownList(result, "suppressions") ?? []).filter(isMembers);
  const [first] = suppressions;
  if (first === undefined)
    return ownTexts(result, "suppressionStates").includes("suppressedInSource")
      ? { kind: "inSource" }
      : undefined;
  const isAccepted = (status: unknown): boolean =>
    status === undefined || status === null || status === "accepted";
  if (!suppressions.every((suppression) => isAccepted(own(suppression, "status")))) return undefined;
  const justification = suppressions
    .map((told) => ownText(told, "justification"))
    .find((text) => text !== undefined);
  return {
    kind: ownText(first, "kind") === "inSource" ? "inSource" : "external",
    ...(justification === undefined ? {} : { justification: shortText(justification) }),
  };
}

/** Drafts of the standard said `existing`. */
function baselineStateOf(result: Members, doubts: ProblemTally): BaselineState | undefined {
  const told = own(result, "baselineState");
  if (told === undefined || told === null) return undefined;
  if (told === "existing") return "unchanged";
  const known = baselineStates.find((state) => state === told);
  if (known === undefined) doubts.add(lostDetail, `a baselineState that is ${showValue(told)}`);
  return known;
}

/** GitHub's `security-severity`: a number from 0 to 10, mostly as text. */
function securityTenthsOf(container: Members): number | undefined {
  const told = own(ownMembers(container, "properties") ?? {}, "security-severity");
  const number = typeof told === "string" && told.trim() !== "" ? Number(told) : told;
  if (typeof number !== "number" || !(number >= 0 && number <= 10)) return undefined;
  return Math.round(number * 10) + 0;
}
