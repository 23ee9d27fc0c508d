import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { plainPackages } from "./plain-yaml.ts";

const piece = fc.constantFrom(
  ...[
    "packages:",
    "  - ",
    "- ",
    "    - ",
    "packages/*",
    '"apps/**"',
    "'!**/test/**'",
    '"',
    "'",
    "\n",
    "\r\n",
    "\r",
  ],
  ...[
    " ",
    "\t",
    "#",
    " # why",
    "true",
    "1/2",
    "@x/y",
    "a: b",
    "catalog:",
    "&a ",
    "*a",
    "\u0085",
    "\u2028",
    "é",
    "/",
  ],
);
const line = fc.constantFrom(
  ...[
    "packages:",
    "  - packages/*",
    "  - 'a b/*'",
    '  - "!x"',
    "- ./tools/**",
    "",
    "# more",
    "   - x/y # why",
  ],
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join("")),
  fc.array(line, { maxLength: 7 }).map((lines) => lines.join("\n")),
  fc.tuple(fc.array(line, { minLength: 2, maxLength: 6 }), piece, fc.nat(60)).map(([lines, more, at]) => {
    const whole = ["packages:", ...lines].join("\n");
    return whole.slice(0, at) + more + whole.slice(at);
  }),
);

describe("a workspace that is one plain list", () => {
  it.each([
    ['packages:\n  - "packages/*"\n', ["packages/*"]],
    [
      "# all\npackages: # of them\r\n- packages/*\r\n\r\n- '!**/fixtures/**' # none\r\n",
      ["packages/*", "!**/fixtures/**"],
    ],
  ])("%j is read", (yaml, packages) => {
    expect(plainPackages(yaml)).toEqual(packages);
  });

  it.each([
    "",
    "packages:\n",
    "packages:\n  - true\n",
    "packages: [a/b]\n",
    "packages:\n  - a/b\ncatalog: {}\n",
  ])("%j is left to the parser", (yaml) => {
    expect(plainPackages(yaml)).toBeUndefined();
  });

  it("says what the parser says, or nothing", () => {
    fc.assert(
      fc.property(text, (yaml) => {
        const packages = plainPackages(yaml);
        if (packages !== undefined) expect(parse(yaml)).toEqual({ packages });
      }),
      { numRuns: 3_000 },
    );
  });
});
