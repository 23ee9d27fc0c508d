import { isTestTask } from "@tollgate/model";
import { parseTurboConfig } from "./turbo-config.ts";

/** Whether a turbo.json has a task that runs tests. One that cannot be read has none: the expectations say what is wrong. */
export function hasTurboTestTask(text: string): boolean {
  try {
    return [...parseTurboConfig(text).tasks.keys()].some((name) => isTestTask(name));
  } catch {
    return false;
  }
}
