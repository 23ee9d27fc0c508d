import type { TestCase } from "@tollgate/model";
import { type Loss, type LostFact, lostFacts } from "./producer.ts";
import { producers } from "./producers.ts";

/** What the report's producer cannot tell, without what the report at hand does tell. */
export function lossesOf(
  format: string | undefined,
  producer: string | undefined,
  cases: readonly TestCase[],
): readonly (Loss & { readonly what: string })[] {
  const found = producers.find((one) => one.format === format && isNamed(producer, one.name));
  return (found?.loses ?? [])
    .filter(({ fact }) => told[fact]?.(cases) !== true)
    .map((loss) => ({ ...loss, what: lostFacts[loss.fact] }));
}

function isNamed(producer: string | undefined, name: string): boolean {
  return producer === name || producer?.startsWith(`${name} `) === true;
}

/** Depends on how the tool is configured: a report that tells such a fact once has not lost it. */
const told: { readonly [Fact in LostFact]?: (cases: readonly TestCase[]) => boolean } = {
  file: (cases) => cases.some(({ file }) => file !== undefined),
  line: (cases) => cases.some(({ line }) => line !== undefined),
  retries: (cases) => cases.some(({ earlier }) => earlier !== undefined),
};
