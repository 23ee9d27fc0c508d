import { compareText, type DecisionInputs, type Digest, type Report } from "@tollgate/model";

/** Inputs that the report and the policy do not name themselves. */
export type GivenInputs = Omit<DecisionInputs, "policy" | "evidence" | "baseline"> & {
  /** What was given as the base, whether or not anything was compared with it. */
  readonly base?: { readonly how: string; readonly bundle: Digest };
};

/** What a decision says that it rests on. */
export function inputsOf(
  { inputs, baseline }: Report,
  policy: Digest,
  { base, texts, ...given }: GivenInputs = {},
): DecisionInputs {
  const how = baseline?.how ?? base?.how;
  return {
    policy,
    ...(texts === undefined ? {} : { texts }),
    evidence: [...new Set(inputs.map(({ id }) => id))].sort(compareText),
    ...reusedInputs(inputs),
    ...(how === undefined
      ? {}
      : {
          baseline: {
            how,
            ...(baseline?.sha === undefined ? {} : { sha: baseline.sha }),
            ...(base === undefined ? {} : { bundle: base.bundle }),
          },
        }),
    ...given,
  };
}

function reusedInputs(inputs: Report["inputs"]): Pick<DecisionInputs, "reused"> {
  const reused = inputs.flatMap(({ id, reused: from }) =>
    from === undefined ? [] : [{ evidence: id, ...from }],
  );
  return reused.length === 0 ? {} : { reused: reused.sort((a, b) => compareText(a.evidence, b.evidence)) };
}
