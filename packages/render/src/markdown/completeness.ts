import type { ExpectedEvidence, Report } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { bullet, folded, more, name, sentence } from "./blocks.ts";
import type { Section } from "./planner.ts";

/** What had to arrive and did not, or not as it was wanted; in one line where all of it did. */
export function completenessSection({ expected, missing }: Report): Section {
  const wanted = expected.filter(({ required, removed }) => required && removed !== true);
  const open = wanted.filter(({ state }) => state !== "arrived");
  const items = [
    ...open.map(expectedItem),
    ...missing.map(
      ({ what, because, remedy }) => `${sentence(what)} (${sentence(because)}). ${sentence(remedy)}`,
    ),
  ];
  const there = wanted.filter(({ state }) => state === "arrived" || state === "reused").length;
  const arrived = `${there} of ${plural(wanted.length, "expected report")} ${there === 1 ? "is" : "are"} there`;
  const lost = missing.length === 0 ? "" : `${missing.length} missing`;
  return {
    noun: ["report that was expected", "reports that were expected"],
    total: wanted.length + missing.length === 0 ? 0 : Math.max(1, items.length),
    worth: 4,
    render: (limit) =>
      folded(
        `Completeness: ${[...(wanted.length === 0 ? [] : [arrived]), ...(lost === "" ? [] : [lost])].join(", ")}`,
        items.length === 0
          ? "Everything arrived that was expected."
          : [...items.slice(0, limit), ...more(items.length, limit)].map(bullet).join("\n"),
      ),
  };
}

const words = {
  reused: "reused from another commit",
  broken: "came and cannot be used",
  missing: "missing",
} as const;

function expectedItem({ package: owner, kind, state, because }: ExpectedEvidence): string {
  const what = kind === undefined ? "tests" : `${sentence(kind)} tests`;
  const how = state === "arrived" ? "" : `: **${words[state]}**`;
  return `${what} of ${name(owner)}${how} (${sentence(because)})`;
}
