/** Media type by the extension of a path; `undefined` for one that says nothing. */
export function mediaTypeOf(path: string): string | undefined {
  return types.get(/\.([A-Za-z0-9]{1,5})$/.exec(path)?.[1]?.toLowerCase() ?? "");
}

/** What tests leave behind. */
const types: ReadonlyMap<string, string> = new Map([
  ["avif", "image/avif"],
  ["csv", "text/csv"],
  ["gif", "image/gif"],
  ["gz", "application/gzip"],
  ["har", "application/json"],
  ["htm", "text/html"],
  ["html", "text/html"],
  ["jpeg", "image/jpeg"],
  ["jpg", "image/jpeg"],
  ["json", "application/json"],
  ["log", "text/plain"],
  ["md", "text/markdown"],
  ["mp4", "video/mp4"],
  ["pdf", "application/pdf"],
  ["png", "image/png"],
  ["svg", "image/svg+xml"],
  ["txt", "text/plain"],
  ["webm", "video/webm"],
  ["webp", "image/webp"],
  ["xml", "application/xml"],
  ["yaml", "application/yaml"],
  ["yml", "application/yaml"],
  ["zip", "application/zip"],
]);
