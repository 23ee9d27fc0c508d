import type { Detail } from "@tollgate/model";
import { cutText } from "../input/cut-text.ts";
import { cleanName } from "../json/clean-name.ts";
import type { RawTest } from "../reader.ts";
import { placeInFile } from "../titles/suite-file.ts";
import type { ServiceMessage } from "./service-message.ts";

/** A test between its first message and its end. */
export type OpenTest = {
  readonly name: string;
  readonly suite: readonly string[];
  readonly location: string | undefined;
  /** False when its first message already said how it ended, as for hooks of mocha: then it needs no end. */
  readonly hasBegun: boolean;
  readonly failures: Detail[];
  skip: Detail | undefined;
};

export function openTest(message: ServiceMessage, suite: readonly string[], hasBegun: boolean): OpenTest {
  const { values } = message;
  return {
    name: values.get("name") ?? "",
    suite,
    location: values.get("locationHint"),
    hasBegun,
    failures: [],
    skip: undefined,
  };
}

export function failureOf({ values }: ServiceMessage): Detail {
  const message = (values.get("message") ?? "").trim();
  const type = values.get("type");
  const text = textOf(values);
  return {
    kind: "failure",
    ...(type === undefined || type === "" ? {} : { type: cutText(type) }),
    message: cutText(message === "" ? "The message does not say why." : message),
    ...(text === "" ? {} : { text: cutText(text) }),
  };
}

function textOf(values: ServiceMessage["values"]): string {
  const details = (values.get("details") ?? "").trim();
  const compared = ["expected", "actual"].flatMap((name) => {
    const value = values.get(name);
    return value === undefined ? [] : [`${name}: ${value}`];
  });
  return [...(details === "" ? [] : [details]), ...compared].join("\n");
}

export function skipOf({ values }: ServiceMessage): Detail {
  const message = (values.get("message") ?? "").trim();
  return { kind: "skip", ...(message === "" ? {} : { message: cutText(message) }) };
}

/** The case of a test that has ended (`isDone`), or that never will. `notRun`: nothing shows that it ran. */
export function caseOf(test: OpenTest, end: { readonly isDone: boolean; readonly notRun: boolean }): RawTest {
  const { failures, skip, hasBegun } = test;
  const place = {
    ...placeInFile(test.suite, cleanName(test.name) || "unnamed test"),
    ...locationOf(test.location),
  };
  if (failures.length > 0) return { ...place, status: "failed", details: failures };
  if (skip !== undefined)
    return { ...place, status: "skipped", details: skip.message === undefined ? [] : [skip] };
  if (hasBegun && !end.isDone)
    return {
      ...place,
      status: "errored",
      details: [{ kind: "error", message: "The test began and did not end." }],
    };
  if (end.notRun)
    return {
      ...place,
      status: "skipped",
      details: [{ kind: "skip", message: "The report tells no duration: it did not run." }],
    };
  return { ...place, status: "passed", details: [] };
}

/** PHPUnit's `php_qn:///abs/FileTest.php::\Class::method`, and `file:///abs/file:12` of others. */
function locationOf(location: string | undefined): Pick<RawTest, "file" | "line"> {
  const php = /^php_qn:\/\/([^\n]{1,1000}?)::/.exec(location ?? "");
  if (php !== null) return { file: cleanName(php[1]!) };
  const file = /^file:\/\/([^\n]{1,1000}?)(?::(\d{1,9}))?$/.exec(location ?? "");
  if (file === null) return {};
  const line = Number(file[2] ?? 0);
  return { file: cleanName(file[1]!), ...(line > 0 ? { line } : {}) };
}
