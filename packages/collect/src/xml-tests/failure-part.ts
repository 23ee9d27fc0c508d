import { ignored, type Part, textPart } from "./part.ts";
import type { ToldFailure } from "./to-failure.ts";

/** An element with a `message` and a `stack-trace` inside; `take` gets both when it closes, empty where there is none. */
export function failurePart(type: string | undefined, take: (failure: ToldFailure) => void): Part {
  let message = "";
  let stack = "";
  return {
    child(name) {
      if (name === "message") return textPart((text) => (message ||= text));
      if (name === "stack-trace") return textPart((text) => (stack ||= text));
      return name === "inner-exception" ? ignored : undefined;
    },
    close: () => take({ ...(type === undefined ? {} : { type }), message, stack }),
  };
}
