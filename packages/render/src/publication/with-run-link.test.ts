import { publicationLimits } from "@tollgate/model";
import { byteLength } from "@tollgate/text";
import { expect, it } from "vitest";
import { exampleReport } from "../testing/example.ts";
import { exampleDecision } from "../testing/example-decision.ts";
import { isSaidIn } from "./is-said-in.ts";
import { renderPublication } from "./publication.ts";
import { withRunLink } from "./with-run-link.ts";

const run = { id: 12, attempt: 2 };
const url = "https://github.com/octo/shop/actions/runs/12/attempts/2";
const { body } = renderPublication(exampleReport, exampleDecision).comment;

it("a comment ends in a link to its run", () => {
  const page = withRunLink(body, run, url);
  expect(page.trimEnd().split("\n").at(-1)).toMatch(
    /^<sub>Judged .* · \[run 12, attempt 2\]\(https:.*2\)<\/sub>$/,
  );
  expect(page.replace(` · [run 12, attempt 2](${url})`, "")).toBe(body);
  expect(isSaidIn(page, body)).toBe(true);
});

it.each([undefined, "https://github.com/a b", "https://github.com/octo/shop)[x](javascript:1"])(
  "is as it was where the address is %j",
  (strange) => {
    expect(withRunLink(body, run, strange)).toBe(body);
  },
);

it("has no link where the comment is full", () => {
  const full = `${"x".repeat(publicationLimits.comment - byteLength("\n<sub>Judged a</sub>\n"))}\n<sub>Judged a</sub>\n`;
  expect(withRunLink(full, run, url)).toBe(full);
});
