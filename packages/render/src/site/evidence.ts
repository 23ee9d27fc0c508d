import {
  type Decision,
  expectedTests,
  type Report,
  type ReportInput,
  type SiteEvidence,
  type SiteExpected,
  type SiteInput,
  type SiteMissing,
  type SiteProblem,
} from "@tollgate/model";
import { type AlikeProblems, alikeProblems } from "../alike-problems.ts";
import { placeOf } from "../figures.ts";
import { policyWords } from "../policy-words.ts";
import { isPlainlyRead, readWords } from "../read-words.ts";
import { reusedWords } from "../reused-words.ts";
import { plain, plainName } from "./plain.ts";

/** What had to arrive. */
export function expectedItems({ expected }: Report): readonly SiteExpected[] {
  return expected
    .filter(({ required, removed }) => required && removed !== true)
    .map((item) => ({ what: plain(expectedTests(item)), state: item.state, because: plain(item.because) }));
}

export function missingItems({ missing }: Report): readonly SiteMissing[] {
  return missing.map(({ what, because, remedy }) => ({
    what: plain(what),
    because: plain(because),
    remedy: plain(remedy),
  }));
}

export function problemItems({ problems }: Report): readonly SiteProblem[] {
  return alikeProblems(problems).map(problemItem);
}

function problemItem(alike: AlikeProblems): SiteProblem {
  const [{ severity, code, message, remedy }] = alike;
  const places = alike.flatMap(({ path, line }) =>
    path === undefined ? [] : [plain(placeOf({ path, line }))],
  );
  return {
    severity,
    code,
    message: plain(message),
    remedy: plain(remedy),
    places: places.slice(0, mostPlaces),
    count: alike.length,
  };
}

const mostPlaces = 20;

export function inputItem(item: ReportInput): SiteInput {
  const { input, origin, holds } = item;
  return {
    path: plain(input.path),
    format: input.format ?? "",
    producer: plain(input.producer ?? ""),
    package: plainName(origin.package),
    kind: holds === "runs" ? "" : plainName(origin.kind), // each task has its own
    state: plain(readWords(item)),
    isOk: isPlainlyRead(item),
    bytes: input.bytes,
    digest: input.digest,
  };
}

/** What was judged, by what, and against what. */
export function judgedRows(report: Report, decision: Decision): SiteEvidence["judged"] {
  const { engine, inputs, date } = decision;
  const { repository, headSha, dirty, baseRef, baseSha, mergeBaseSha, pullRequest } = report.subject;
  const rows: readonly (readonly [what: string, value: string | undefined])[] = [
    ["Repository", repository],
    ["Pull request", pullRequest === undefined ? undefined : String(pullRequest)],
    [
      "Commit",
      headSha === undefined ? undefined : `${headSha}${dirty === true ? ", with local changes" : ""}`,
    ],
    ["Base", baseRef],
    ["Tip of the base", baseSha],
    ["Compared at", mergeBaseSha],
    ["Base report", inputs.baseline?.how],
    ["Policy", policyWords(decision)],
    ...reusedWords(report).map((words) => ["Not made here", words] as const),
    ["Judged on", date],
    ["Judged by", engine],
    ["Digest of the policy", inputs.policy],
    ["Digest of the evidence", inputs.bundle],
    ["Digest of the base's evidence", inputs.baseline?.bundle],
    ["Digest of the change", inputs.changes],
    ...(inputs.texts ?? []).map(({ path, digest }) => [`Digest of ${path}`, digest] as const),
  ];
  return rows.flatMap(([what, value = ""]) => (value === "" ? [] : [[plain(what), plain(value)] as const]));
}
