import { isMembers, type Members, ownInteger, ownList, ownMembers, ownText } from "../json/members.ts";

/** How a log names a file: as a path, or as something that is none. */
export type FileName = { readonly file?: string; readonly named?: string };

/** Names of files in one run: by themselves, by their place in a list, or below a base that the run names. */
export function createFileNames(run: Members): (location: Members) => FileName {
  const artifacts = ownList(run, "artifacts") ?? [];
  const bases = ownMembers(run, "originalUriBaseIds") ?? {};
  return (location) => {
    const uri = uriOf(location, bases) ?? uriOf(artifactAt(ownInteger(location, "index", 0)), bases);
    if (uri === undefined || uri === "") return {};
    if (otherScheme.test(uri)) return { named: uri };
    return { file: uri.startsWith("file:") ? uri : decoded(uri) };
  };

  function artifactAt(index: number | undefined): Members {
    const artifact = index === undefined ? undefined : artifacts[index];
    return isMembers(artifact) ? (ownMembers(artifact, "location") ?? {}) : {};
  }
}

/** A drive has one letter; a scheme has more. */
const otherScheme = /^(?!file:)[a-z][a-z0-9+.-]+:/i;

function uriOf(location: Members, bases: Members): string | undefined {
  const uri = ownText(location, "uri");
  if (uri === undefined) return undefined;
  return baseOf(location, bases) + uri;
}

/** What stands before a relative name. Bases may have bases; a circle of them ends. */
function baseOf(location: Members, bases: Members): string {
  let base = "";
  let name = /^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(ownText(location, "uri") ?? "")
    ? undefined
    : ownText(location, "uriBaseId");
  for (let depth = 0; name !== undefined && depth < 10; depth++) {
    const told: Members = ownMembers(bases, name) ?? {};
    const uri = ownText(told, "uri") ?? "";
    base = (uri === "" || uri.endsWith("/") ? uri : `${uri}/`) + base;
    name = ownText(told, "uriBaseId");
  }
  return base;
}

/** Relative URIs have escapes, and paths that tools take for URIs may have what only looks like one. */
function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
