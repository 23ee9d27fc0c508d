import { type Members, own, ownText } from "../json/members.ts";

/** One event of test2json. `undefined` members are not told. */
export type GoEvent = {
  readonly action: string;
  readonly packageName: string;
  /** Absent for events of the package. */
  readonly test: string | undefined;
  readonly output: string;
  readonly elapsed: unknown;
  readonly time: string | undefined;
  /** What `build-output` and `build-fail` are about, and what `fail` of a package refers to. */
  readonly build: string | undefined;
};

/** `damaged` for an event whose members are not what they should be, `foreign` for an object of another program. */
export function parseEvent(record: Members): GoEvent | "damaged" | "foreign" {
  const action = own(record, "Action");
  if (typeof action !== "string")
    return members.some((name) => own(record, name) !== undefined) ? "damaged" : "foreign";
  for (const name of texts) {
    const value = own(record, name);
    if (value !== undefined && typeof value !== "string") return "damaged";
  }
  return {
    action,
    packageName: ownText(record, "Package") ?? "",
    test: ownText(record, "Test") || undefined,
    output: ownText(record, "Output") ?? "",
    elapsed: own(record, "Elapsed"),
    time: ownText(record, "Time"),
    build: ownText(record, "ImportPath") ?? ownText(record, "FailedBuild"),
  };
}

const texts = ["Package", "Test", "Output", "ImportPath", "FailedBuild"] as const;
const members = ["Action", ...texts] as const;
