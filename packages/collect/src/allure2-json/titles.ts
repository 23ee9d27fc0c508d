import { cleanName } from "../json/clean-name.ts";
import { type Members, own, ownText } from "../json/members.ts";
import { optionalPartsOf, type ReportContext } from "../json/open-report.ts";
import { showValue } from "../json/show-value.ts";

/** The first value of each label. */
export function labelsOf(result: Members, context: ReportContext): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const label of optionalPartsOf(result, "labels", "the result", context)) {
    const name = ownText(label, "name");
    const value = ownText(label, "value");
    if (name !== undefined && value !== undefined && !labels.has(name)) labels.set(name, cleanName(value));
  }
  return labels;
}

/** Allure knows three levels of suites; deeper ones are joined in the last one. */
export function suiteOf(labels: ReadonlyMap<string, string>): readonly string[] {
  const levels = ["parentSuite", "suite", "subSuite"].map((name) => labels.get(name) ?? "");
  return levels.flatMap((level) => level.split(" > ")).filter((title) => title !== "");
}

/** Allure's JavaScript adapters begin the full name with the test file, behind the name of its package. */
export function fileOf(result: Members): string | undefined {
  const fullName = cleanName(ownText(result, "fullName") ?? "");
  return (fileFirst.exec(fullName) ?? filePackaged.exec(fullName))?.[1];
}

const fileFirst = /^([^\s:#][^:#]*\.[cm]?[jt]sx?)(?=: |#|:\d|$)/;
const filePackaged = /^[^:#]+:([^\s:#][^:#]*\.[cm]?[jt]sx?)(?=: |#|:\d|$)/;

/**
 * The name with the parameters that make it a test of its own: those that Allure excludes from a test's history do
 * not, and hidden or masked ones keep their values to themselves.
 */
export function nameOf(told: string, parameters: readonly Members[]): string {
  const name = cleanName(told);
  const shown = parameters.filter((parameter) => own(parameter, "excluded") !== true);
  const values = shown.map(shownValue);
  if (values.every((value) => name.includes(value))) return name;
  const pairs = shown.map((parameter, i) => `${cleanName(ownText(parameter, "name") ?? "")}=${values[i]}`);
  return `${name} [${pairs.join(", ")}]`;
}

function shownValue(parameter: Members): string {
  const mode = ownText(parameter, "mode")?.toLowerCase();
  if (mode === "hidden" || mode === "masked") return mode;
  const value = own(parameter, "value");
  return typeof value === "string" ? cleanName(value) : showValue(value);
}
