/** What one file of an Allure 2 folder holds. */
export type DocumentKind = "result" | "container" | "globals";

/**
 * The kind of a file by the names of its members; `undefined` when it is none of Allure's. `hasStatusWord`: its status
 * is one of Allure's words, which is needed only when nothing else tells.
 */
export function documentKind(names: ReadonlySet<string>, hasStatusWord: boolean): DocumentKind | undefined {
  const all = [...names];
  const count = (of: ReadonlySet<string>): number => all.filter((name) => of.has(name)).length;
  if (names.has("errors") && names.has("attachments") && count(ofGlobals) === all.length) return "globals";
  const hasFixtures = names.has("befores") || names.has("afters");
  if (hasFixtures && (names.has("uuid") || names.has("children")) && count(ofContainer) === all.length)
    return "container";
  if (count(ofResult) < all.length || !(names.has("name") || names.has("uuid"))) return undefined;
  const telling = count(onlyOfResult);
  const isResult = names.has("status") ? telling > 0 || hasStatusWord : names.has("uuid") && telling > 1;
  return isResult ? "result" : undefined;
}

const onlyOfResult: ReadonlySet<string> = new Set([
  "attachments",
  "descriptionHtml",
  "fullName",
  "historyId",
  "labels",
  "links",
  "parameters",
  "stage",
  "statusDetails",
  "steps",
  "testCaseId",
  "titlePath",
]);

const ofResult: ReadonlySet<string> = new Set([
  ...onlyOfResult,
  "description",
  "name",
  "rerunOf",
  "start",
  "status",
  "stop",
  "testCaseName",
  "uuid",
]);

export const ofContainer: ReadonlySet<string> = new Set([
  "afters",
  "befores",
  "children",
  "description",
  "descriptionHtml",
  "links",
  "name",
  "start",
  "stop",
  "uuid",
]);

export const ofGlobals: ReadonlySet<string> = new Set(["attachments", "errors"]);
