import { expect, it } from "vitest";
import {
  decisionJson,
  explainRule,
  publicationJson,
  renderComment,
  renderCtrf,
  renderDecisionJunit,
  renderJunit,
  renderLogCommands,
  renderPublication,
  renderSarif,
  renderSummary,
  renderTerminal,
  withSince,
} from "../src/index.ts";
import { withCanaries } from "../src/testing/canaries.ts";
import { exampleReport } from "../src/testing/example.ts";
import { exampleDecision } from "../src/testing/example-decision.ts";

/** Made up, and put together here so that no scanner takes this file for a leak. */
const letters = "Zq8x".repeat(10);
const secret = `ghs_eyJ${letters}.eyJ${letters}.${letters}`;
const terminal = { color: true, width: 100 };

it("no surface shows a secret, whatever text quotes it", () => {
  // Paths of sources and names of packages quote nothing, and are shown as they are.
  const { coverage, packages } = exampleReport;
  const report = { ...withCanaries(exampleReport, () => secret), coverage, packages };
  const decision = withCanaries(exampleDecision, () => secret);
  const publication = renderPublication(report, decision, { isKnown: () => true });
  const { body, state } = publication.comment;
  const surfaces = {
    publication: publicationJson(publication),
    posted: withSince(body, { ...state, headSha: "old", todo: [] }, state),
    comment: renderComment(report, decision),
    summary: renderSummary(report, decision),
    log: renderLogCommands(publication.check.annotations).join("\n"),
    terminal: renderTerminal(report, decision, terminal),
    explained: decision.rules.map(({ rule }) => explainRule(decision, rule, terminal)).join("\n"),
    decision: decisionJson(decision),
    junit: [...renderJunit(report)].join(""),
    ctrf: [...renderCtrf(report)].join(""),
    gate: renderDecisionJunit(decision),
    sarif: [...renderSarif(report)].join(""),
  };
  const hiddenState = Buffer.from(
    /tollgate state ([\w-]+)/.exec(surfaces.posted)![1]!,
    "base64url",
  ).toString();
  for (const [surface, text] of Object.entries({ ...surfaces, hiddenState })) {
    expect(text, surface).not.toContain(letters.slice(0, 12));
    expect(text.length, surface).toBeGreaterThan(0);
  }
  expect(surfaces.comment).toContain("[redacted]");
});
