import type { RawTest } from "../reader.ts";
import { describeReportLaws } from "../testing/report-laws.ts";
import { encodeEnd, encodeHeader, encodeTest } from "./encode.ts";
import { tollgateTests } from "./reader.ts";

const details = [
  { kind: "failure", type: "AssertionError", message: "1 is not 2", text: "…\n    at x" },
] as const;
const pays: RawTest = {
  file: "/repo/cart.test.ts",
  suite: ["cart"],
  name: "pays",
  status: "passed",
  details: [],
};
const fails: RawTest = {
  ...pays,
  name: "fails",
  line: 7,
  environment: "chromium",
  status: "failed",
  durationUs: 1_500,
  details,
  earlier: [{ status: "errored", durationUs: 9, details: [{ kind: "error", message: "timed out" }] }],
};
const header = { runner: "vitest 5.1.1", startedAt: 1 };

describeReportLaws({
  reader: tollgateTests,
  files: [
    Buffer.from(
      encodeHeader(header) +
        encodeTest(pays) +
        encodeTest(fails) +
        encodeTest({ ...fails, suite: [] }, "a") +
        encodeTest({ ...fails, suite: ["b"] }, "b") +
        encodeEnd({ verdict: "failed", tests: 4, endedAt: 2, errors: [] }),
    ),
    Buffer.from(
      encodeHeader({ ...header, kind: "e2e", shard: { index: 1, total: 2 } }) +
        encodeTest(fails) +
        encodeEnd({ verdict: "interrupted", tests: 1, endedAt: 2, errors: ["a"] }),
    ),
  ],
  isStream: true,
});
