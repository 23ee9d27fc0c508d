import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { readCollectInputs } from "../collect/inputs.ts";
import { readGateInputs } from "../gate/inputs.ts";
import { readPublishInputs } from "../publish/inputs.ts";

type Get = (name: string) => string;

const readers: Record<string, (get: Get) => unknown> = {
  collect: (get) => readCollectInputs(get, "/"),
  gate: (get) => readGateInputs(get, "/"),
  publish: readPublishInputs,
};

it.each(Object.entries(readers))("%s reads exactly the inputs that it declares", (action, read) => {
  const asked = new Set<string>();
  read((name) => {
    asked.add(name);
    return "";
  });
  expect([...asked].sort()).toEqual(Object.keys(inputsOf(action)).sort());
});

it.each(Object.entries(readers))("%s reads without inputs what its defaults say", (action, read) => {
  const defaults = inputsOf(action);
  const isRead = (name: string): boolean => !defaults[name]?.includes("github.token");
  const declared = read((name) => (isRead(name) ? (defaults[name] ?? "") : ""));
  const bare = read(() => "");
  expect(declared).toMatchObject(Object(bare));
});

/** Defaults by name. */
function inputsOf(action: string): Readonly<Record<string, string | undefined>> {
  const { inputs } = parse(readFileSync(join(import.meta.dirname, "..", action, "action.yml"), "utf8"));
  const told = Object.entries<{ readonly default?: string }>(inputs);
  return Object.fromEntries(told.map(([name, input]) => [name, input.default]));
}
