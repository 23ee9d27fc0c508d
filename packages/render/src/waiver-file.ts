import { daysAfter, type IsoDate, type Violation } from "@tollgate/model";

/** For how many days a waiver is proposed. */
const proposed = 30;

/**
 * A waiver file for a violation, but for why and who; `undefined` where no test or no failure is known. Every text is in
 * JSON's quotes, which YAML reads.
 */
export function waiverFile(
  rule: string,
  { test, failure }: Violation,
  date: IsoDate,
): readonly string[] | undefined {
  if (test === undefined || (failure === undefined && !isWaivedByName(rule))) return undefined;
  const { title, package: owner, kind, file, environment, occurrence } = test;
  const member = (name: string, value: string | number | undefined): readonly string[] =>
    value === undefined ? [] : [`  ${name}: ${quoted(value)}`];
  return [
    "version: 1",
    `rule: ${rule}`,
    "test:",
    ...member("package", owner),
    ...member("kind", kind),
    ...member("file", file),
    ...member("title", title),
    ...member("environment", environment),
    ...member("occurrence", occurrence),
    ...(failure === undefined
      ? ["reason: # why it may disappear", "owner: # who answers for that"]
      : [`failure: ${failure}`, "reason: # why it may fail for now", "owner: # who mends it"]),
    `createdAt: ${date}`,
    `expires: ${daysAfter(date, proposed)}`,
  ];
}

/** A test that is gone says nothing by which it could be told from another failure of it. */
function isWaivedByName(rule: string): boolean {
  return rule === "no-disappeared-tests";
}

/** Characters that nobody sees are written by their number: the terminal must not turn the line around. */
function quoted(value: string | number): string {
  return JSON.stringify(value).replace(
    /[\u007F-\u009F\u2028\u2029]|\p{Default_Ignorable_Code_Point}/gu,
    (character) =>
      [...character]
        .flatMap((one) => one.split(""))
        .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
        .join(""),
  );
}
