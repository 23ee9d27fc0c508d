import type { Attempt, Detail, TestStatus } from "@tollgate/model";
import { quote } from "../../problem-tally.ts";
import type { RawTest } from "../../reader.ts";
import type { CaseSink } from "../case-sink.ts";
import { cleanName } from "../clean-name.ts";
import { missingField, unknownStatus } from "../doubts.ts";
import { type Members, own, ownList, ownMembers, ownText, ownTexts } from "../members.ts";
import { showValue } from "../show-value.ts";
import { toDetail } from "../to-detail.ts";
import type { Dialect } from "./dialect.ts";

export type EntryContext = {
  readonly dialect: Dialect;
  readonly cases: CaseSink;
  /** False when the document is cut, so that members may be missing. */
  readonly whole: boolean;
  readonly file: string | undefined;
};

/** One entry of `assertionResults`. */
export type ReadEntry = {
  readonly test: Omit<RawTest, "name">;
  /** Absent when the entry stands for its file, as those do which reporters add for files that do not load. */
  readonly name: string | undefined;
  /** The report calls it failed, or something that is not known. */
  readonly isFailed: boolean;
};

/** Reads the entry of a test; `undefined` when the document ends before it says anything. */
export function readEntry(entry: Members, context: EntryContext): ReadEntry | undefined {
  const { cases, dialect, whole, file } = context;
  const name = ownText(entry, "title") ?? ownText(entry, "fullName");
  const word = own(entry, "status");
  if (!whole && name === undefined && word === undefined) return undefined;
  const where = quote(name ?? file ?? "");

  if (ownList(entry, "ancestorTitles") === undefined && whole && name !== undefined)
    cases.doubt(missingField, `"ancestorTitles" of ${where}`);
  const status = typeof word === "string" ? dialect.statuses.get(word) : undefined;
  if (status === undefined && (whole || word !== undefined))
    cases.doubt(unknownStatus, `${showValue(word)} of ${where}`);

  const outcome = outcomeOf(entry, status, context, where);
  return {
    name: name === undefined ? undefined : cleanName(name),
    isFailed: status === undefined || outcome.status === "failed",
    test: {
      ...(file === undefined ? {} : { file }),
      suite: suiteOf(entry),
      ...cases.line(ownMembers(entry, "location")),
      ...cases.duration(entry, where),
      ...outcome,
    },
  };
}

type Outcome = {
  readonly status: TestStatus;
  readonly details: readonly Detail[];
  readonly earlier?: readonly Attempt[];
};

/** Messages of a pass are those of the tries before it; with a skip they mean that the test failed first. */
function outcomeOf(
  entry: Members,
  told: TestStatus | undefined,
  context: EntryContext,
  where: string,
): Outcome {
  const messages = messagesOf(entry, context.cases, where);
  const tries = context.dialect.earlierTries(entry);
  if (told === "passed") {
    const failed = messages.map(
      (message): Attempt => ({ status: "failed", details: [toDetail("failure", message)] }),
    );
    return withEarlier({ status: "passed", details: [] }, [...tries, ...failed]);
  }
  if ((told === "skipped" || told === "todo") && messages.length === 0)
    return withEarlier({ status: told, details: [] }, tries);
  const status = told === undefined || told === "errored" ? "errored" : "failed";
  const kind = status === "errored" ? "error" : "failure";
  const details = messages.map((message) => toDetail(kind, message));
  if (details.length === 0 && status === "errored")
    details.push({ kind, message: reasonOf(own(entry, "status")) });
  return withEarlier({ status, details }, tries);
}

function reasonOf(word: unknown): string {
  if (word === undefined) return "The report does not say how the test ended.";
  if (word === "pending") return "The test had not ended when the run did.";
  return `The report says ${showValue(word)}, which is no status that is known here.`;
}

function withEarlier(outcome: Outcome, earlier: readonly Attempt[]): Outcome {
  return earlier.length === 0 ? outcome : { ...outcome, earlier };
}

function messagesOf(entry: Members, cases: CaseSink, where: string): readonly string[] {
  const told = own(entry, "failureMessages");
  if (told !== undefined && told !== null && !Array.isArray(told))
    cases.doubt(missingField, `"failureMessages" of ${where}`);
  return ownTexts(entry, "failureMessages");
}

/** Old versions of vitest begin with the nameless suite around everything. */
function suiteOf(entry: Members): readonly string[] {
  const titles = ownTexts(entry, "ancestorTitles").map(cleanName);
  return titles[0] === "" ? titles.slice(1) : titles;
}
