import type { Background, Examples, Feature, GherkinDocument, Rule, Scenario, Tag } from "@cucumber/messages";
import type { Specification } from "@tollgate/model";

/**
 * What a document holds. Pickles are counted, not made: compiling them takes a table row times a step, and the library
 * throws on placeholders such as `<a-b>`.
 */
export function countDocument({ feature, comments }: GherkinDocument): Specification {
  const counts = {
    scenarios: 0,
    outlines: 0,
    rules: 0,
    backgrounds: 0,
    steps: 0,
    exampleRows: 0,
    pickles: 0,
    pickleSteps: 0,
    tags: 0,
    comments: comments.length,
  };
  if (feature !== undefined) addContainer(feature, 0);
  return { feature: feature?.name ?? null, language: feature?.language ?? null, ...counts };

  /** `inherited` steps run before those of each scenario. */
  function addContainer({ tags, children }: Feature | Rule, inherited: number): void {
    addTags(tags);
    let before = inherited;
    for (const child of children) {
      if (child.background) before += addBackground(child.background);
      else if (child.scenario) addScenario(child.scenario, before);
      else if ("rule" in child && child.rule) {
        counts.rules++;
        addContainer(child.rule, before);
      }
    }
  }

  function addBackground({ steps }: Background): number {
    counts.backgrounds++;
    counts.steps += steps.length;
    return steps.length;
  }

  function addScenario({ tags, steps, examples }: Scenario, before: number): void {
    addTags(tags);
    counts.steps += steps.length;
    if (examples.length === 0) counts.scenarios++;
    else counts.outlines++;
    const pickles = examples.length === 0 ? 1 : rowsOf(examples);
    counts.pickles += pickles;
    // A scenario without a step of its own runs none.
    counts.pickleSteps += steps.length === 0 ? 0 : pickles * (before + steps.length);
  }

  function rowsOf(examples: readonly Examples[]): number {
    let rows = 0;
    for (const { tags, tableBody } of examples) {
      addTags(tags);
      rows += tableBody.length;
    }
    counts.exampleRows += rows;
    return rows;
  }

  function addTags(tags: readonly Tag[]): void {
    counts.tags += tags.length;
  }
}
