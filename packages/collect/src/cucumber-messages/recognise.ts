import { topKeys } from "../json/top-keys.ts";
import type { Head } from "../reader.ts";

/** True when the first JSON object is an envelope: one member, with the members of its message in it. */
export function recogniseMessages({ text }: Head): boolean {
  const keys = topKeys(text);
  if (keys === undefined || keys.size !== 1) return false;
  const [[name, members]] = [...keys] as [[string, ReadonlySet<string>]];
  return firstMessages.get(name)?.every((member) => members.has(member)) === true;
}

/** Messages that a stream can begin with, also when its first lines were lost, and what each of them always has. */
const firstMessages: ReadonlyMap<string, readonly string[]> = new Map([
  ["meta", ["protocolVersion", "implementation"]],
  ["source", ["uri", "mediaType"]],
  ["gherkinDocument", ["comments"]],
  ["pickle", ["astNodeIds"]],
  ["parseError", ["source", "message"]],
  ["testRunStarted", ["timestamp"]],
  ["testCase", ["pickleId", "testSteps"]],
]);
