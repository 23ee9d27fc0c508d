import type { Detail, TestStatus } from "@tollgate/model";
import { cutText } from "../input/cut-text.ts";
import { cleanName } from "../json/clean-name.ts";
import { type Members, own, ownInteger, ownList, ownMembers, ownText } from "../json/members.ts";
import { toDetail } from "../json/to-detail.ts";
import type { RawTest } from "../reader.ts";

export type Suite = { readonly path: string | undefined; readonly platform: string | undefined };

export type Group = {
  /** With the titles of the groups around it in front, as told. */
  readonly fullName: string;
  readonly titles: readonly string[];
};

/** A test from its start to the end of the run: an error may follow its end. */
export type RunningTest = {
  readonly place: Pick<RawTest, "file" | "suite" | "name" | "environment" | "line">;
  readonly startedAt: number | undefined;
  readonly skipReason: string | undefined;
  readonly errors: Detail[];
  result: unknown;
  isDone: boolean;
  isSkipped: boolean;
  /** Loading a file and setUpAll: no test unless it fails. */
  isHidden: boolean;
  durationUs: number | undefined;
};

/** The group that a message tells, inside one that was told before. */
export function groupOf(message: Members, groups: ReadonlyMap<unknown, Group>): Group {
  const parent = groups.get(own(message, "parentID"));
  const fullName = ownText(message, "name") ?? "";
  const title = without(fullName, parent?.fullName ?? "");
  const titles = parent?.titles ?? [];
  return {
    fullName,
    titles: title === "" || titles.length >= deepest ? titles : [...titles, cleanName(title)],
  };
}

const deepest = 100;

export function testOf(
  message: Members,
  suite: Suite | undefined,
  groups: ReadonlyMap<unknown, Group>,
  startedAt: number | undefined,
): RunningTest {
  const inner = (ownList(message, "groupIDs") ?? []).flatMap((id) => groups.get(id) ?? []).at(-1);
  const line = lineOf(message, suite?.path);
  return {
    place: {
      ...(suite?.path === undefined ? {} : { file: suite.path }),
      suite: inner?.titles ?? [],
      name: cleanName(without(ownText(message, "name") ?? "", inner?.fullName ?? "")) || "unnamed test",
      ...(suite?.platform === undefined ? {} : { environment: suite.platform }),
      ...(line === undefined ? {} : { line }),
    },
    startedAt,
    skipReason: ownText(ownMembers(message, "metadata") ?? {}, "skipReason"),
    errors: [],
    result: undefined,
    isDone: false,
    isSkipped: false,
    isHidden: false,
    durationUs: undefined,
  };
}

/** Names of groups and tests repeat the names of the groups around them. */
function without(name: string, outer: string): string {
  return outer !== "" && name.startsWith(`${outer} `) ? name.slice(outer.length + 1) : name;
}

/** The line in the test's own file: `line` may be in a helper, then `root_line` is what is wanted. */
function lineOf(message: Members, path: string | undefined): number | undefined {
  const root = ownInteger(message, "root_line", 1);
  if (root !== undefined) return root;
  const file = path?.split(/[\\/]/).at(-1);
  const isOwn = file !== undefined && ownText(message, "url")?.endsWith(`/${file}`) === true;
  return isOwn ? ownInteger(message, "line", 1) : undefined;
}

export function errorOf(message: Members): Detail {
  const error = ownText(message, "error") ?? "";
  const stack = (ownText(message, "stackTrace") ?? "").trimEnd();
  const kind = own(message, "isFailure") === true ? "failure" : "error";
  const detail = toDetail(kind, error.trim() === "" ? "The report does not say why." : error);
  return stack === "" ? detail : { ...detail, text: cutText(`${error.trimEnd()}\n${stack}`) };
}

/** The worse of the result and the errors: an error behind the end of a test fails it. */
export function statusOf({ isDone, result, isSkipped, errors }: RunningTest): TestStatus {
  if (!isDone || result === "error" || errors.some(({ kind }) => kind === "error")) return "errored";
  if (result === "failure" || errors.length > 0) return "failed";
  if (result !== "success") return "errored";
  return isSkipped ? "skipped" : "passed";
}

export function detailsOf(test: RunningTest, status: TestStatus): readonly Detail[] {
  const { errors, skipReason } = test;
  if (status === "passed") return [];
  if (status === "skipped")
    return skipReason === undefined || skipReason === ""
      ? []
      : [{ kind: "skip", message: cutText(skipReason) }];
  if (errors.length > 0) return errors;
  const message = test.isDone ? "The report does not say why." : "The test began and did not end.";
  return [{ kind: status === "failed" ? "failure" : "error", message }];
}
