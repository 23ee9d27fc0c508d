import fc from "fast-check";
import { decide } from "../../packages/gate/src/decide.ts";
import { monotonicity } from "../../packages/gate/src/testing/monotonicity.ts";

/** `node run.ts LAW COUNT`: runs a law of the gate, and exits with 1 and the shrunk counterexample where it does not hold. */
const [law = "", count = ""] = process.argv.slice(2);
const property = monotonicity[law as keyof typeof monotonicity];
const numRuns = Number(count);

fc.assert(
  property((report, policy) =>
    decide(report, policy, { engine: "test", policyDigest: "sha256:0", date: "2026-11-25" }),
  ),
  { seed: 20_261_125, numRuns },
);
process.stdout.write(`${law}: ${numRuns} runs\n`);
