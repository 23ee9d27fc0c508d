import type { RuleAbout } from "../../rule.ts";

export const about: RuleAbout = {
  asks: "Is all evidence of this very commit, and is all of it there? Evidence that was reused because nothing changed, that was collected from a checkout with changed or new files, or whose commit is another one or not known fails; everything that must arrive must have arrived. `tollgate gate --release` always asks it, enforced.",
  missing: [
    { when: "something that must arrive is not there", answer: "unknown: holds" },
    {
      when: "no report arrived at all, or git does not tell which commit is judged",
      answer: "unknown: holds",
    },
    {
      when: "a policy keeps coverage of other texts (`otherSource`)",
      answer: "fail; with `--release` such coverage is broken evidence",
    },
  ],
  example: "exact-evidence: {}",
};
