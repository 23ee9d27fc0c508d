import { setOutput } from "@actions/core";
import { publish } from "@tollgate/pipeline/publish";
import { runAction } from "../runner/run-action.ts";
import { eventWords } from "./event-words.ts";
import { readPublishInputs } from "./inputs.ts";

export const main = (): Promise<void> =>
  runAction(async ({ get, log, environment }) => {
    // It reads the event when it is loaded: one that is broken ends the step as anything does that is thrown here.
    const { context } = await import("@actions/github");
    log.text(`${eventWords(context)}\n`);
    const { exitCode, published, warning } = await publish(environment, readPublishInputs(get));
    if (warning !== undefined) log.annotate(exitCode === 0 ? "warning" : "error", warning);
    setOutput(
      "published",
      published.every(({ done }) => done),
    );
    setOutput("comment-url", urlOf("comment"));
    setOutput("check-url", urlOf("check run"));
    return exitCode;

    function urlOf(what: string): string {
      return published.flatMap((part) => (part.done && part.what === what ? [part.url ?? ""] : []))[0] ?? "";
    }
  });
