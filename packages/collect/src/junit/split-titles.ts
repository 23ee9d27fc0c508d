import { detach } from "../input/detach.ts";
import type { Home } from "./home.ts";
import type { Dialect } from "./known-writers.ts";

/** Where a test is, and what it is called there. */
export type TestTitle = { readonly suite: readonly string[]; readonly name: string };

/**
 * Turns titles that the dialect joins into one name into suites again, so that other reports of the same run name the
 * same test. Equal paths are one array: tests of one block follow each other, and files repeat each other's titles.
 */
export interface TitleSplitter {
  split(written: string, home: Home, dialect: Dialect): TestTitle;
}

export function createTitleSplitter(): TitleSplitter {
  const paths = new Map<string, readonly string[]>();
  let lastTitles = "";
  let lastPath: readonly string[] = [];

  return {
    split(written, home, { joinsTitlesWith: joiner }) {
      if (joiner === undefined) return { suite: home.suite, name: written };
      if (written === home.file) return { suite: home.suite, name: withoutFolder(written) };
      const project = home.environment === undefined ? "" : `[${home.environment}] `;
      const from = written.startsWith(project) ? project.length : 0;
      const at = written.lastIndexOf(joiner);
      if (at < from) return { suite: home.suite, name: written.slice(from) };
      const path = pathOf(written.slice(from, at), joiner);
      return {
        suite: home.suite.length === 0 ? path : [...home.suite, ...path],
        // Else each test would keep its whole title.
        name: detach(written.slice(at + joiner.length)),
      };
    },
  };

  function pathOf(titles: string, joiner: string): readonly string[] {
    if (titles === lastTitles) return lastPath;
    const known = paths.get(titles);
    lastTitles = known === undefined ? detach(titles) : titles;
    lastPath = known ?? lastTitles.split(joiner);
    if (known === undefined) paths.set(lastTitles, lastPath);
    return lastPath;
  }
}

/** A file that did not load has a case of its name, which other reports of the run call without its folder. */
function withoutFolder(file: string): string {
  return file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
}
