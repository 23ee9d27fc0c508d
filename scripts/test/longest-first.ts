import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Small files of tests that take long: vitest begins with large ones, and at the end one of these would run alone. */
const longest = [
  "test/gate-laws.test.ts",
  "packages/source/test/instrumenter.test.ts",
  "packages/pipeline/test/missing-data/healthy.test.ts",
  "e2e/actions-volume.test.ts",
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean =>
      longest.some((name) => moduleId.endsWith(`/${name}`));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
