import { compareText, type Report } from "@tollgate/model";
import { plural } from "@tollgate/text";

/** Packages that are named; of more it is said how many. */
const named = 5;

/**
 * What stands for evidence that was not made here: of another commit with the same inputs, and restored by a task
 * runner's cache. A clause each; none where all is fresh.
 */
export function reusedWords({ inputs }: Report): readonly string[] {
  const commits = new Map<string, Set<string>>();
  for (const { reused } of inputs) {
    if (reused === undefined) continue;
    const key = `commit ${reused.commit.slice(0, 12)} (${reused.from})`;
    const names = commits.get(key) ?? new Set();
    commits.set(key, names);
    for (const { name } of reused.packages) names.add(name);
  }
  const restored = new Set(inputs.flatMap(({ fromCache }) => (fromCache === undefined ? [] : [fromCache])));
  return [
    ...[...commits]
      .sort(([a], [b]) => compareText(a, b))
      .map(([from, names]) => `reused for ${listOf(names)}, with the same inputs: evidence of ${from}`),
    ...(restored.size === 0 ? [] : [`restored by a cache: reports of ${plural(restored.size, "task")}`]),
  ];
}

function listOf(names: ReadonlySet<string>): string {
  const sorted = [...names].sort(compareText);
  const rest = sorted.length - named;
  return `${sorted.slice(0, named).join(", ")}${rest > 0 ? ` and ${plural(rest, "more package")}` : ""}`;
}
