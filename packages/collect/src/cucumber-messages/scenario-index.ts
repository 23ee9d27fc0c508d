import { cleanName } from "../json/clean-name.ts";
import { isMembers, type Members, ownInteger, ownList, ownMembers, ownText } from "../json/members.ts";
import type { RawTest } from "../reader.ts";

/** Where scenarios stand and what their steps say, from the messages before the run. */
export interface ScenarioIndex {
  gherkinDocument(message: Members): void;
  pickle(message: Members): void;
  /** `undefined` for a pickle that was not told. */
  placeOf(pickleId: string): ScenarioPlace | undefined;
  /** Text of a step of a pickle. */
  stepText(pickleStepId: string): string | undefined;
}

export type ScenarioPlace = Pick<RawTest, "file" | "suite" | "name" | "line">;

export function createScenarioIndex(): ScenarioIndex {
  /** By the id of a scenario or of a row of its examples. */
  const nodes = new Map<string, { readonly suite: readonly string[]; readonly line: number | undefined }>();
  const places = new Map<string, ScenarioPlace>();
  const steps = new Map<string, string>();

  return {
    gherkinDocument(message) {
      const feature = ownMembers(message, "feature");
      if (feature !== undefined) addChildren(feature, [], 0);
    },
    pickle(message) {
      const uri = ownText(message, "uri") ?? "";
      const ids = (ownList(message, "astNodeIds") ?? []).filter((id) => typeof id === "string");
      // The scenario comes first, the row of its examples last.
      const known = ids.flatMap((id) => nodes.get(id) ?? []);
      const line = known.at(-1)?.line ?? lineOf(message);
      places.set(ownText(message, "id") ?? "", {
        ...(uri === "" ? {} : { file: cleanName(uri).replace(/^(?:file|classpath):/, "") }),
        suite: known[0]?.suite ?? [],
        name: cleanName(ownText(message, "name") ?? "") || "Scenario",
        ...(line === undefined ? {} : { line }),
      });
      for (const step of membersIn(message, "steps"))
        steps.set(ownText(step, "id") ?? "", ownText(step, "text") ?? "");
    },
    placeOf: (pickleId) => places.get(pickleId),
    stepText: (pickleStepId) => steps.get(pickleStepId),
  };

  /** Features hold rules, and both hold scenarios; nothing nests deeper. */
  function addChildren(parent: Members, outer: readonly string[], depth: number): void {
    const title = cleanName(ownText(parent, "name") ?? "");
    const suite = title === "" ? outer : [...outer, title];
    for (const child of membersIn(parent, "children")) {
      const rule = ownMembers(child, "rule");
      const scenario = ownMembers(child, "scenario");
      if (rule !== undefined && depth === 0) addChildren(rule, suite, depth + 1);
      if (scenario === undefined) continue;
      addNode(scenario, suite);
      for (const examples of membersIn(scenario, "examples"))
        for (const row of membersIn(examples, "tableBody")) addNode(row, suite);
    }
  }

  function addNode(node: Members, suite: readonly string[]): void {
    nodes.set(ownText(node, "id") ?? "", { suite, line: lineOf(node) });
  }
}

function lineOf(node: Members): number | undefined {
  return ownInteger(ownMembers(node, "location") ?? {}, "line", 1);
}

export function membersIn(members: Members, name: string): readonly Members[] {
  return (ownList(members, name) ?? []).filter(isMembers);
}
