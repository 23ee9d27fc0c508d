import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, it } from "vitest";

/**
 * Law 5 over 102,000 random policies and pieces of evidence, seeded, with shrinking. Each law runs in a process of its own
 * on bare Node: counters for coverage would make it several times as long. They run side by side: other files have
 * often ended before these three.
 */
it.concurrent.each([
  ["removing evidence", 34_000],
  ["adding a failing fact", 34_000],
  ["tightening a rule", 34_000],
])("%s never turns a block into an allow, %d times", { timeout: 900_000 }, async (law, count) => {
  const script = join(import.meta.dirname, "gate-laws/run.ts");
  const child = spawn(process.execPath, [script, law, String(count)], {
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  const [code] = (await once(child, "close")) as [number | null];
  expect({ code, said }).toEqual({ code: 0, said: `${law}: ${count} runs\n` });
});
