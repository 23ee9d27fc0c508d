import type { RuleAbout } from "../../rule.ts";
import { factWords } from "./facts.ts";
import { mostLevels } from "./parse.ts";
import { mostCharacters } from "./tokens.ts";

const list = factWords.map(
  ([name, type, words]) => `- \`${name}\`, a ${type === "share" ? "percentage" : "count"}: ${words}`,
);

export const about: RuleAbout = {
  asks: "Does an expression of your own hold? It is for what no other rule asks: facts are compared with whole numbers, percentages and with each other, and the comparisons are joined. Nothing is run and nothing is looked up elsewhere. An expression is checked when the policy is read: a wrong fact, and a percentage that is compared with a count, are errors with their place. Each fact is a range where evidence is missing, and a comparison is decided when every value of the range says the same; `and`, `or` and `not` know what is not known: `false and unknown` is false, `true or unknown` is true.",
  missing: [
    { when: "a part decides whatever the rest is", answer: "pass or fail" },
    { when: "evidence that may change the answer is missing", answer: "unknown: holds" },
    {
      when: "evidence that may change the answer is unreadable, or its producer failed",
      answer: "unknown: blocks",
    },
    { when: "nothing is measured, or no test ran, of what a fact is about", answer: "unknown" },
    { when: "a fact of the base is asked for, and there is no base", answer: "unknown: holds" },
    { when: "a filter names a package or owner that there is not", answer: "unknown: holds" },
  ],
  example: `expression:
  - that: "tests.flaky <= 3 and coverage.branches(kind: unit) >= base - 1%"
  - that: "coverage.lines >= 80% or uncovered.lines <= 20"
    package: "@shop/payments"
    because: "Payments are audited."`,
  more: `## Grammar

\`\`\`text
expression = condition { "or" condition }        "and" binds closer than "or"
condition  = part { "and" part }
part       = "not" part | "(" expression ")" | sum sign sum
sign       = "==" | "!=" | "<" | "<=" | ">" | ">="
sum        = value { ( "+" | "-" ) value }
value      = whole number | percentage | fact [ "(" filter { "," filter } ")" ] | "base"
filter     = ( "package" | "kind" | "owner" | "path" ) ":" ( name | "text in quotes" )
\`\`\`

Counts are compared with counts and percentages with percentages; shares are compared exactly, never rounded. \`base\` is
what the base has of the fact to the left of the comparison. A filter narrows the scope of the rule. An expression has at
most ${mostCharacters} characters, and at most ${mostLevels} levels of brackets.

## Facts

${list.join("\n")}
`,
};
