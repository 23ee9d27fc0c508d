import type { SiteData } from "@tollgate/model";
import { createAddress } from "./address.ts";
import { coverageSection } from "./coverage-section.ts";
import { element } from "./element.ts";
import { evidenceSection } from "./evidence-section.ts";
import { findingsSection } from "./findings-section.ts";
import { readData } from "./read-data.ts";
import { testsSection } from "./tests-section.ts";

const app = document.getElementById("app")!;
const data = readData();
const address = createAddress();
if (data === undefined)
  app.append(
    element(
      "p",
      { class: "hint" },
      "The data in this page is cut off. The verdict above is whole; report.json has the rest.",
    ),
  );
else {
  app.append(...leftOut(data), testsSection(data.tests, address), coverageSection(data.coverage, address));
  app.append(...findingsSection(data.findings, address), evidenceSection(data.evidence));
}
document.querySelector("main")!.before(navigation());
address.start(app);

function leftOut({ leftOut: parts }: SiteData): readonly Node[] {
  if (parts.length === 0) return [];
  const words = `Left out to keep this page small: ${parts.join(", ")}. report.json has all of it.`;
  return [element("p", { class: "hint" }, words)];
}

/** Links to all parts that the page has. */
function navigation(): HTMLElement {
  const parts = [...document.querySelectorAll("section[id]")].map((part) =>
    element("a", { href: `#${part.id}` }, part.querySelector("h2")?.textContent ?? part.id),
  );
  return element(
    "nav",
    { "aria-label": "Parts of this report" },
    element("a", { href: "#verdict" }, "Verdict"),
    ...parts,
  );
}
