import type { Rule } from "../rule.ts";
import { textOf } from "../workflow.ts";

/**
 * A tag can be moved to other code, a commit cannot; the comment tells people and update bots the version. In
 * examples Tollgate's own actions stand as `OWNER/tollgate/actions/NAME@SHA # vX.Y.Z`, which no release makes untrue.
 */
export const pins: Rule = {
  id: "pins",
  *check({ steps, jobs, textOf: lineText, source }) {
    for (const { at, value } of [...steps, ...jobs]) {
      const uses = textOf(value["uses"]);
      if (uses === "" || /^\.\/(?!.*\.\.)/.test(uses)) continue;
      const place = [...at, "uses"];
      if (source.isExample && isOwn.test(uses)) {
        if (!/\s#\s*vX\.Y\.Z(?:\s|$)/.test(lineText(place)))
          yield { at: place, message: noVersion(uses, "vX.Y.Z") };
      } else if (/^docker:\/\/.+@sha256:[0-9a-f]{64}$/.test(uses)) {
        // An image's digest is a pin by itself.
      } else if (!/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(uses)) {
        const message = `"${uses}" is not pinned: write the 40 digits of the commit behind @, and its version as a comment`;
        yield { at: place, message };
      } else if (!hasVersion.test(lineText(place))) {
        yield { at: place, message: noVersion(uses, "v1.2.3") };
      }
    }
  },
};

const isOwn = /^OWNER\/tollgate\/actions\/(?:collect|gate|publish)@SHA$/;
const hasVersion = /\s#\s*v\d+(?:\.\d+)*(?:\s|$)/;

function noVersion(uses: string, version: string): string {
  return `"${uses}" has no version: write it as a comment behind it, as "# ${version}"`;
}
