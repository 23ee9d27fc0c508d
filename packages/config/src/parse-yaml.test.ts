import { describe, expect, it } from "vitest";
import { parseYaml } from "./parse-yaml.ts";

/** Each of them kept a parser busy, filled its stack or its memory, or made it stumble a hundred thousand times. */
describe("a text that is made to be expensive", () => {
  const deep = "far too many levels inside each other";
  it.each([
    ["open lists", "[".repeat(130_000), deep],
    ["lists in lists", `${"[".repeat(5_000)}${"]".repeat(5_000)}`, deep],
    ["open objects", "{a: ".repeat(30_000), deep],
    ["dashes", `${"- ".repeat(65_000)}x`, deep],
    ["question marks", "? ".repeat(65_000), deep],
    ["ever more indented keys", Array.from({ length: 400 }, (_, i) => `${" ".repeat(i)}a:`).join("\n"), deep],
    ["nested colons", "a: b: c\n".repeat(16_000), deep],
    ["commas", `[${",".repeat(130_000)}`, "far too many parts"],
    ["closed braces", "}".repeat(130_000), "far too many parts"],
    ["many keys", Array.from({ length: 14_000 }, (_, i) => `k${i}: 1`).join("\n"), "far too many parts"],
    ["line ends", "\n".repeat(130_000), "far too many parts"],
    ["anchors", "&a ".repeat(43_000), "many more of these"],
    ["tags", "!a ".repeat(43_000), "many more of these"],
    ["aliases", `a: ${"*a ".repeat(43_000)}`, "many more of these"],
    ["control characters", "\u0001".repeat(130_000), "the invisible character U+0001"],
  ])("with %s is refused before it is composed", (_, text, problem) => {
    const { tree, faults } = parseYaml(text, "p.yml");
    expect(tree.form).toBe("refused");
    expect(faults.length).toBeLessThanOrEqual(101);
    expect(faults.at(-1)?.found).toBe(problem);
  });

  it.each([
    ["commas", `[${",".repeat(59_000)}`],
    ["quotes", '"'.repeat(110_000)],
    ["closed braces", "}\n".repeat(29_000)],
    ["texts behind texts", "a: 'x' 'y'\n".repeat(7_000)],
    ["reserved characters", "a: @x\n".repeat(8_000)],
    ["tabs and braces", "\t}\n".repeat(14_000)],
  ])("with %s is given up after the first ones", (_, text) => {
    const { tree, faults } = parseYaml(text, "p.yml");
    expect(tree.form).toBe("refused");
    expect(faults.at(-1)?.found).toBe("many more of these");
    expect(faults.length).toBeLessThanOrEqual(401);
  });
});
