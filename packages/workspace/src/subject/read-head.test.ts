import { expect, it } from "vitest";
import { parseStatus } from "./read-head.ts";

it.each([
  [["# branch.oid abc", "# branch.head main"], { sha: "abc", branch: "main", changed: false }],
  [["# branch.oid (initial)", "# branch.head main"], { branch: "main", changed: false }],
  [["# branch.oid abc", "# branch.head (detached)", "1 .M N... x"], { sha: "abc", changed: true }],
])("reads %j", (records, head) => {
  expect(parseStatus(Buffer.from(`${records.join("\0")}\0`))).toEqual(head);
});
