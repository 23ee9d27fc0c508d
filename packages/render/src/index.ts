export { renderCobertura } from "./cobertura.ts";
export { renderCtrf } from "./ctrf.ts";
export { decisionJson } from "./decision-json.ts";
export { renderDecisionJunit } from "./decision-junit.ts";
export { renderIstanbul } from "./istanbul.ts";
export { renderJunit } from "./junit.ts";
export { renderLcov } from "./lcov.ts";
export { type CommentOptions, type PageOptions, renderComment, renderSummary } from "./markdown/comment.ts";
export { isSaidIn } from "./publication/is-said-in.ts";
export { type NoVerdictOptions, renderNoVerdict, type Shown } from "./publication/no-verdict.ts";
export {
  type PublicationOptions,
  publicationJson,
  renderPublication,
} from "./publication/publication.ts";
export { withSince } from "./publication/since.ts";
export { withRunLink } from "./publication/with-run-link.ts";
export { releaseRecordTitle, renderReleaseRecord } from "./release/release-markdown.ts";
export { releaseRecord, releaseRecordJson } from "./release/release-record.ts";
export { renderLogCommands } from "./remarks/log-commands.ts";
export type { RemarkOptions } from "./remarks/ranked-places.ts";
export { reportJson } from "./report-json.ts";
export { renderSarif } from "./sarif.ts";
export { renderSite } from "./site/site-page.ts";
export { renderSonarqube } from "./sonarqube.ts";
export { renderComparison } from "./terminal/comparison.ts";
export { renderExpectedList } from "./terminal/expected-list.ts";
export { explainRule } from "./terminal/explain.ts";
export { renderCoverageExplanation } from "./terminal/explain-coverage.ts";
export { renderInspection } from "./terminal/inspection.ts";
export { renderPolicy } from "./terminal/policy.ts";
export type { TerminalOptions } from "./terminal/style.ts";
export { renderTerminal } from "./terminal/terminal.ts";
export type { Piece } from "./text-builder.ts";
export {
  type NamedFile,
  summaryJson,
  type VerificationSummary,
  verificationSummary,
  verifierId,
} from "./verification-summary.ts";
