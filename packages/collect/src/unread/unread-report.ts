import type { Head, RawProblem } from "../reader.ts";
import { isCut } from "./is-cut.ts";
import { type KnownFormat, knownFormat } from "./known-formats.ts";

/** A file that nothing promised and nobody could read, and that may be a report all the same. */
export type UnreadReport = {
  readonly problem: RawProblem;
  /** Of a format that is known. */
  readonly format?: string;
};

/**
 * What is lost when a file in a report folder is left out. `undefined`: it is clearly something else, such as a page,
 * a script, a picture or settings. `refusal` is why no reader took it.
 */
export function unreadReport(head: Head, refusal: RawProblem): UnreadReport | undefined {
  const isData = dataName.test(head.path);
  if (/^[\s\0\ufeff]*$/.test(head.text)) return isData ? { problem: emptyReport(refusal) } : undefined;
  if (page.test(head.text)) return undefined;
  const known = knownFormat(head);
  if (refusal.code === "unsupported-format") return { problem: refusal, format: "coverage-xml" };
  if (refusal.code === "wrong-content") return isData ? { problem: refusal } : undefined;
  if (known !== undefined) return { problem: notRead(known), format: known.id };
  return isData && isCut(head) ? { problem: cutReport } : undefined;
}

/** Extensions of the formats that are read: a file without content has nothing else to be known by. */
const dataName = /\.(?:xml|json|ndjson|jsonl|info|lcov|trx|tap|sarif)$/i;

const page = /^\s*(?:<!--[\s\S]{0,4096}?-->\s*)?<(?:!doctype\s+html|html|svg)[\s>]/i;

function emptyReport(refusal: RawProblem): RawProblem {
  if (refusal.code === "empty-file") return refusal;
  return {
    code: "empty-file",
    severity: "error",
    message: "The file holds blanks or zero bytes only, a report was wanted.",
    remedy:
      "Look at the log of the tool that should have written it: it may have crashed, or the disk may be full.",
  };
}

const cutReport: RawProblem = {
  code: "truncated",
  severity: "error",
  message:
    "The file ends before it can be told what it is; in a folder of reports it may be one that was cut.",
  remedy:
    "Look at the end of the log of the tool that writes it, and run it again; delete the file if it is no report.",
};

function notRead({ what, holds, remedy }: KnownFormat): RawProblem {
  return {
    code: "unsupported-format",
    severity: holds === "tests" || holds === "coverage" ? "error" : "warning",
    message: `The file is ${what}; that format is not read.`,
    remedy,
  };
}
