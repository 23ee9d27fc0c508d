import type { Decision, Digest } from "@tollgate/model";
import { redactDecision } from "./redact-report.ts";

/** A file with its digest, as statements name it. */
export type NamedFile = { readonly name: string; readonly digest: Digest };

export type SummaryOptions = {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Where the repository is: `https://github.com`; absent outside such a platform. */
  readonly server?: string;
  /** What is built from the commit and passes or fails with it. */
  readonly artifacts: readonly NamedFile[];
  /** The decision and what it judged, as files. */
  readonly inputs: readonly NamedFile[];
};

/** An in-toto statement with a Verification Summary of SLSA: https://slsa.dev/verification_summary/v1. */
export type VerificationSummary = {
  readonly _type: "https://in-toto.io/Statement/v1";
  readonly subject: readonly { readonly name: string; readonly digest: DigestSet }[];
  readonly predicateType: "https://slsa.dev/verification_summary/v1";
  readonly predicate: SummaryPredicate;
};

type DigestSet = { readonly [algorithm: string]: string };

type Resource = { readonly uri: string; readonly digest: DigestSet };

export type SummaryPredicate = {
  readonly verifier: { readonly id: string; readonly version: { readonly [part: string]: string } };
  readonly timeVerified: string;
  readonly resourceUri: string;
  readonly policy: Resource;
  readonly inputAttestations: readonly Resource[];
  readonly verificationResult: "PASSED" | "FAILED";
  readonly verifiedLevels: readonly string[];
};

/** The id of the verifier in every statement. */
export const verifierId = "pkg:npm/tollgate";

/**
 * The verdict as a statement about the commit and what is built from it. It passes where the rules allow; what somebody let
 * through all the same fails, as the policy was not kept. It claims no level of SLSA.
 */
export function verificationSummary(
  fullDecision: Decision,
  commit: string,
  { now, server, artifacts, inputs }: SummaryOptions,
): VerificationSummary {
  const decision = redactDecision(fullDecision);
  const resourceUri = resourceOf(decision, commit, server);
  const isPassed = decision.outcome === "allow" && decision.override === undefined;
  const level = decision.inputs.options?.release === true ? "TOLLGATE_RELEASE" : "TOLLGATE_GATE";
  return {
    _type: "https://in-toto.io/Statement/v1",
    subject: [
      { name: decision.subject.repository ?? "commit", digest: { gitCommit: commit } },
      ...artifacts.map(({ name, digest }) => ({ name, digest: digestSet(digest) })),
    ],
    predicateType: "https://slsa.dev/verification_summary/v1",
    predicate: {
      verifier: { id: verifierId, version: { tollgate: decision.engine.replace(/^tollgate /, "") } },
      timeVerified: new Date(now).toISOString(),
      resourceUri,
      policy: policyOf(decision, resourceUri),
      inputAttestations: inputs.map(({ name, digest }) => ({ uri: name, digest: digestSet(digest) })),
      verificationResult: isPassed ? "PASSED" : "FAILED",
      verifiedLevels: [isPassed ? level : "FAILED"],
    },
  };
}

/** Statement or predicate as indented JSON with a final line break. */
export function summaryJson(value: VerificationSummary | SummaryPredicate): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** As pip and SLSA write repositories; by its Software Heritage identifier where nothing names the repository. */
function resourceOf(
  { subject: { repository } }: Decision,
  commit: string,
  server: string | undefined,
): string {
  if (server === undefined || repository === undefined) return `swh:1:rev:${commit}`;
  return `git+${server}/${repository}@${commit}`;
}

/** The file where there is one; else all that applied, by the digest that the decision names. */
function policyOf({ inputs, engine }: Decision, resourceUri: string): Resource {
  const [file, ...more] = (inputs.texts ?? []).filter(({ what }) => what === "policy");
  if (file === undefined)
    return {
      uri: `${verifierId}@${engine.replace(/^tollgate /, "")}#built-in`,
      digest: digestSet(inputs.policy),
    };
  return {
    uri: `${resourceUri}#${encodeURI(file.path)}`,
    digest: digestSet(more.length === 0 ? file.digest : inputs.policy),
  };
}

function digestSet(digest: Digest): DigestSet {
  return { sha256: digest.replace(/^sha256:/, "") };
}
