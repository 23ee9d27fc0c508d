import { decodePublication, digestOf } from "@tollgate/model";
import { expect, it } from "vitest";
import { renderNoVerdict } from "./no-verdict.ts";

const options = {
  run: { id: 7, attempt: 1 },
  headSha: "a".repeat(40),
  message: "publication.json cannot be read.",
  remedy: "Look at the log of the gate.",
};

it("a missing verdict fails", () => {
  const { outcome, check, status, comment } = renderNoVerdict(options);
  expect([outcome, check.conclusion, status.state]).toEqual(["hold", "failure", "failure"]);
  expect(status.description).toBe("Tollgate could not judge: publication.json cannot be read.");
  expect(comment.body).toMatchInlineSnapshot(`
    "<!-- tollgate comment: tollgate, written by tollgate -->
    <!-- since the last push -->

    ## ◌ Tollgate could not judge

    publication.json cannot be read. Look at the log of the gate.
    "
  `);
});

it("is within the platform's limits and keeps text dead, whatever went wrong", () => {
  const shown = renderNoVerdict({
    ...options,
    gate: "nightly",
    message: `@everyone <!-- tollgate comment: x --> ${"💥".repeat(50_000)}`,
  });
  const rest = { schema: "tollgate/publication/1", engine: "e", decision: digestOf(""), subject: {} };
  expect(decodePublication({ ...rest, ...shown })).toEqual({ publication: { ...rest, ...shown } });
  expect(shown.check.name).toBe("Tollgate: nightly");
  expect(shown.comment.body).not.toMatch(/@everyone|<!-- tollgate comment: x/);
});
