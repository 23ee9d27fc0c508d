import type { Case, Result, ResultElement, Suite, Tree } from "./tree.ts";

/** What stands in a tree by the rules for JUnit XML, found by walking it. */
export type Walked = {
  /** In the order of the document. */
  readonly cases: readonly WalkedCase[];
  /** Suites that failed by themselves, from the inside out. */
  readonly suites: readonly WalkedCase[];
  /** Something in it is not known. */
  readonly unknown: boolean;
};

export type WalkedCase = {
  readonly suite: readonly string[];
  readonly name: string;
  readonly status: "passed" | "failed" | "errored" | "skipped";
  readonly durationUs: number | undefined;
  /** Tries. */
  readonly tries: number;
  /** First words of each failure, of the last try. */
  readonly messages: readonly string[];
};

export function walkTree({ suites }: Tree): Walked {
  const walked = { cases: [] as WalkedCase[], suites: [] as WalkedCase[], unknown: false };
  for (const suite of suites) walkSuite(suite, [], walked);
  return walked;
}

type Walking = { cases: WalkedCase[]; suites: WalkedCase[]; unknown: boolean };

function walkSuite({ name, children }: Suite, around: readonly string[], walked: Walking): void {
  const path = name === undefined ? around : [...around, name];
  const failures = children.filter((child): child is Result => "result" in child);
  for (const child of children) {
    if ("case" in child) walked.cases.push(walkCase(child, path));
    else if ("children" in child) walkSuite(child, path, walked);
    if ("children" in child && isUnknown(child)) walked.unknown = true;
  }
  if (failures.length > 0)
    walked.suites.push({
      suite: around,
      name: name ?? "testsuite",
      status: statusOf(failures),
      durationUs: undefined,
      tries: 1,
      messages: failures.map(firstWords),
    });
}

function isUnknown(child: Suite | Case): boolean {
  return (
    child.children.some((inner) => "noise" in inner && inner.noise === "gailure") ||
    ("status" in child && child.status === "gailed")
  );
}

function walkCase(
  { name, classname, time, status: told, children }: Case,
  path: readonly string[],
): WalkedCase {
  const results = children.filter((child): child is Result => "result" in child);
  const of = (...elements: readonly ResultElement[]) =>
    results.filter(({ result }) => elements.includes(result));
  const failures = of("failure", "error");
  const reruns = of("rerunFailure", "rerunError");
  const flaky = of("flakyFailure", "flakyError");
  const skipped = of("skipped").length > 0 || told === "disabled";
  const written = name ?? classname ?? "";
  const end = (status: WalkedCase["status"], tries: number, last: readonly Result[]): WalkedCase => ({
    suite: classname === undefined || written === classname ? path : [...path, classname],
    name: written,
    status,
    durationUs: time === undefined ? undefined : Math.round(Number(time) * 1e6),
    tries,
    messages: last.map(firstWords),
  });
  const before = flaky.length + (failures.length > 0 ? 1 : 0);
  if (reruns.length > 0) return end(statusOf(reruns.slice(-1)), before + reruns.length, reruns.slice(-1));
  if (failures.length > 0) return end(statusOf(failures), before, failures);
  if (told === "failed") return end("failed", before + 1, []);
  const isDoubtful =
    told === "error" ||
    told === "gailed" ||
    children.some((child) => "noise" in child && child.noise === "gailure");
  if (isDoubtful) return end("errored", before + 1, []);
  if (!skipped) return end("passed", before + 1, []);
  return flaky.length > 0
    ? end(statusOf(flaky.slice(-1)), flaky.length, flaky.slice(-1))
    : end("skipped", 1, []);
}

function statusOf(failures: readonly Result[]): "failed" | "errored" {
  return failures.some(({ result }) => result.endsWith("rror")) ? "errored" : "failed";
}

/** The message, or what the text begins with. */
function firstWords({ message, text }: Result): string {
  return message ?? text.split("\n")[0]!.trim();
}
