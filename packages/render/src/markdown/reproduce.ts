import type { Decision } from "@tollgate/model";
import { reproductions } from "../reproduce-words.ts";
import { bullet, folded, name } from "./blocks.ts";
import type { Section } from "./planner.ts";

/** How anybody comes to this verdict on a machine of their own. */
export function reproduceSection(decision: Decision): Section {
  const items = reproductions(decision).map(({ purpose, command }) => `${purpose}: ${name(command)}`);
  return {
    noun: ["way to reproduce it", "ways to reproduce it"],
    total: 1,
    worth: 5,
    render: () => folded("How to reproduce this", items.map(bullet).join("\n")),
  };
}
