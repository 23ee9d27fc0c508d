import type { Extent, SiteExtent } from "@tollgate/model";
import { share, shareChange, shareOf } from "@tollgate/text";
import { element } from "./element.ts";

/** What is covered, and what may be, as a bar; the figure beside it says the same. */
function bar([found, hit, mayHit]: SiteExtent): HTMLElement {
  const sure = element("span", { class: "sure" });
  const may = element("span", { class: "may" });
  if (found > 0) {
    sure.style.width = `${(hit / found) * 100}%`;
    may.style.width = `${((mayHit - hit) / found) * 100}%`;
  }
  return element("span", { class: found === 0 ? "bar is-empty" : "bar", "aria-hidden": "true" }, sure, may);
}

/** Bar, share, change against the base. */
export function figure(now: SiteExtent, base: SiteExtent | undefined, isLong = false): readonly Node[] {
  const words = isLong ? shareOf(extent(now)) : share(extent(now));
  return [bar(now), element("span", { class: "share" }, words), change(now, base)];
}

function change(now: SiteExtent, base: SiteExtent | undefined): HTMLElement {
  const words = base === undefined ? "" : shareChange(extent(now), extent(base)).trim().replace(/[()]/g, "");
  const tone = words.startsWith("−") ? "less" : "more";
  return element(
    "span",
    { class: `change is-${tone}` },
    words === "" ? "" : `${words.startsWith("−") ? "▼" : "▲"} ${words}`,
  );
}

function extent([found, hit, mayHit]: SiteExtent): Extent {
  return { found, hit, mayHit };
}
