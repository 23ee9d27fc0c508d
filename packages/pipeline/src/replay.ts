import { usageError } from "@tollgate/model";
import { checkChain } from "./chain.ts";
import { readDecision } from "./decision/read-decision.ts";
import type { Environment } from "./environment.ts";
import { renderReplay } from "./replay/render-replay.ts";
import { type ReplayInputs, replayDecision } from "./replay/replay-decision.ts";

export type ReplayOptions = ReplayInputs & {
  /** The decision; with `chain`, all that are to follow each other. */
  readonly files: readonly string[];
  readonly chain: boolean;
  readonly json: boolean;
};

/**
 * Judges again what a decision judged, and compares byte by byte. Exit code 0: the same; 1: not the same; 2: it could not
 * be judged again here.
 */
export async function replay(environment: Environment, options: ReplayOptions): Promise<number> {
  if (options.chain) return checkChain(environment, options.files);
  const [file, ...more] = options.files;
  if (file === undefined || more.length > 0)
    throw usageError(
      "tollgate replay wants one decision.",
      "Use it as: tollgate replay .tollgate/out/decision.json; for several: tollgate replay --chain FILES…",
    );
  const read = readDecision(environment, file);
  const answer = await replayDecision(environment, read, options);
  environment.stdout(renderReplay(answer, read, options.json));
  return exitCodes[answer.result];
}

const exitCodes = { same: 0, differs: 1, cannot: 2 } as const;
