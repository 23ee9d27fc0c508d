import { publicationLimits, type RunRef } from "@tollgate/model";
import { byteLength } from "@tollgate/text";

/** The page's last line, which says what was judged. */
const origin = /^(<sub>Judged .*)<\/sub>(\s*)$/m;

/** An address that needs no escaping, as GitHub's are. */
const plainAddress = /^https?:\/\/[\w.:-]+(?:\/[\w.-]+)+$/;

/** The page with a link to the run, where the artifact with all of the report is: in the line of what was judged. */
export function withRunLink(page: string, { id, attempt }: RunRef, url: string | undefined): string {
  if (url === undefined || !plainAddress.test(url)) return page;
  const linked = page.replace(
    origin,
    (_line, judged: string, end: string) => `${judged} · [run ${id}, attempt ${attempt}](${url})</sub>${end}`,
  );
  return byteLength(linked) <= publicationLimits.comment ? linked : page;
}
