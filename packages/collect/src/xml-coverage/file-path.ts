/**
 * The path of a measured file. Names are relative to a source folder: with one folder the two are joined, with
 * several the name is left alone, because the report does not say to which of them it belongs.
 */
export function filePath(name: string, sources: readonly string[]): string {
  const source = sources[0];
  if (sources.length !== 1 || source === undefined || isAbsolute(name)) return name;
  const folder = withSlashes(source).replace(/\/+$/, "");
  // A tool that writes names relative to the root may still name a source folder below it.
  if (!isAbsolute(source) && `${withSlashes(name)}/`.startsWith(`${folder}/`)) return name;
  return `${folder}/${name}`;
}

/** The folders of the `source` elements that are folders: `.` says nothing, `--source` is an option that slipped in. */
export function usefulSources(sources: readonly string[]): readonly string[] {
  const folders = sources
    .map((source) => source.trim())
    .filter((source) => !/^(?:--.*|\.?[\\/]*)$/.test(source));
  return [...new Set(folders)];
}

/** One spelling for both separators, so that a file is one file. */
export function withSlashes(path: string): string {
  return path.replaceAll("\\", "/");
}

function isAbsolute(path: string): boolean {
  return /^(?:[\\/]|[A-Za-z]:[\\/]|file:)/.test(path);
}
