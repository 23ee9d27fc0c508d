import { expect, it } from "vitest";
import { parseStatus } from "./read-head.ts";

it.each([
  [["# branch.oid abc", "# branch.head main"], { sha: "abc", branch: "main", changed: [] }],
  [["# branch.oid (initial)", "# branch.head main"], { branch: "main", changed: [] }],
  [
    [
      "# branch.oid abc",
      "# branch.head (detached)",
      "1 .M N... 100644 100644 100644 a b src/a b.ts",
      "u UU N... 100644 100644 100644 100644 a b c src/c d.ts",
    ],
    { sha: "abc", changed: ["src/a b.ts", "src/c d.ts"] },
  ],
])("reads %j", (records, head) => {
  expect(parseStatus(Buffer.from(`${records.join("\0")}\0`))).toEqual(head);
});
