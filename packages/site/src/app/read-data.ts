import type { SiteData } from "@tollgate/model";

/** The data that lies in the page; undefined where it is not whole, or of another version than this app. */
export function readData(): SiteData | undefined {
  const text = document.getElementById("data")?.textContent ?? "";
  try {
    const data: SiteData = JSON.parse(text); // written with this app, by one and the same Tollgate
    return data.schema === "tollgate/site/1" ? data : undefined;
  } catch {
    return undefined;
  }
}
