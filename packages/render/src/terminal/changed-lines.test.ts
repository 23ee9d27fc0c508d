import { aChangedFile, aDecision, aReport } from "@tollgate/testkit";
import { expect, it } from "vitest";
import { changedLines } from "./changed-lines.ts";
import { paintFor } from "./style.ts";

const options = { color: false, width: 100 };
const none = { found: 0, hit: 0, mayHit: 0 };

it("says of a line that no test ran before either that the change does not answer for it", () => {
  const lines = { found: 2, hit: 1, mayHit: 1 };
  const files = [
    aChangedFile({ path: "src/new.ts", lines, uncovered: [[2, 2]] }),
    aChangedFile({
      path: "src/old.ts",
      lines,
      uncovered: [[5, 5]],
      charged: { lines: none, functions: none, branches: none },
    }),
  ];
  const report = aReport({ changed: { known: true, files, unmeasured: [] } });
  const told = changedLines(report, aDecision(), options, paintFor(options)).join("\n");
  expect(told).toContain("line 2; 50 % (1/2) of what the change answers for is covered");
  expect(told).toContain("line 5; the change answers for none of it");
});
