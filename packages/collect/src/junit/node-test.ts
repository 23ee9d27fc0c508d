import { isFailing } from "@tollgate/model";
import { quote } from "../problem-tally.ts";
import type { RawTest } from "../reader.ts";
import type { CaseFrame } from "./case-frame.ts";
import type { Doubts } from "./doubts.ts";

/**
 * Watches for node:test, which is known by the totals that it writes as comments behind the last case
 * (`<!-- fail 3 -->`). Tests pass through; from the first failing todo on they are held until the totals are known.
 */
export interface NodeWatch {
  comment(text: string): void;
  suite(): void;
  tell(test: RawTest, frame: CaseFrame): void;
  /** Tells what is held. True when the report is node:test's. */
  end(doubts: Doubts): boolean;
}

export function createNodeWatch(tell: (test: RawTest) => void): NodeWatch {
  const totals = new Map<string, number>();
  const found = { cases: 0, suites: 0, todos: 0 };
  const placeholders: string[] = [];
  const failingTodos = new Set<RawTest>();
  let held: RawTest[] | undefined;

  return {
    comment(text) {
      const match = totalsComment.exec(text);
      if (match !== null) totals.set(match[1]!, Number(match[2]));
    },
    suite() {
      found.suites++;
    },
    tell(test, frame) {
      found.cases++;
      if (frame.results?.some(({ detail }) => detail.type === "todo")) {
        found.todos++;
        if (isFailing(test.status)) {
          failingTodos.add(test);
          held ??= [];
        }
      }
      if (test.status === "passed" && isAbsoluteScript(test.name)) placeholders.push(test.name);
      if (held === undefined) tell(test);
      else held.push(test);
    },
    end(doubts) {
      const isNode = isNodeTest(totals);
      const areExcused = isNode && countsTodosApart(totals, found);
      for (const test of held ?? [])
        tell(areExcused && failingTodos.has(test) ? { ...test, status: "todo" } : test);
      if (isNode) for (const name of placeholders) doubts.note("placeholder", () => quote(name));
      return isNode;
    },
  };
}

type Totals = ReadonlyMap<string, number>;

const results = ["pass", "fail", "cancelled", "skipped", "todo"] as const;
const totalsComment = /^\s*(tests|suites|pass|fail|cancelled|skipped|todo) (\d{1,15})\s*$/;

function isNodeTest(totals: Totals): boolean {
  return [...results, "tests", "suites"].every((member) => totals.has(member));
}

/**
 * True when the totals prove that each todo of the report, failing or not, was counted as todo and so failed nothing.
 * A test with subtests is a suite in the report and a test in the totals: with these, all tests are accounted for.
 */
function countsTodosApart(
  totals: Totals,
  found: { readonly cases: number; readonly suites: number; readonly todos: number },
): boolean {
  const parents = found.suites - totals.get("suites")!;
  const sum = results.reduce((total, member) => total + totals.get(member)!, 0);
  return (
    totals.get("todo") === found.todos &&
    parents >= 0 &&
    totals.get("tests") === sum &&
    sum === found.cases + parents
  );
}

function isAbsoluteScript(name: string): boolean {
  return (name.startsWith("/") || name[1] === ":") && /\.[cm]?[jt]s$/.test(name);
}
