/**
 * Where test cases live: their file, their suites and their environment. Cases with one home share it, so that a
 * million cases do not hold a million copies of their path.
 */
export type Home = {
  /** Suites from the outside in. */
  readonly suite: readonly string[];
  readonly file: string | undefined;
  readonly environment: string | undefined;
  /** Names of the cases seen here, each with the suites of the first one that is called so. */
  readonly names: Map<string, readonly string[]>;
  /** The others of these names, by suites and name. */
  others: Set<string> | undefined;
};

/** A place in the tree of suites; places that are told twice, as in two suites of one name, are one. */
export type SuitePlace = {
  readonly path: readonly string[];
  readonly depth: number;
  readonly file: string | undefined;
  readonly environment: string | undefined;
  readonly children: Map<string, SuitePlace>;
  readonly homes: Map<string, Home>;
};

/** Suites nested deeper add nothing to the path of a test: no tool nests like this, and paths would take all memory. */
export const deepestPath = 100;

export function createRootPlace(): SuitePlace {
  return {
    path: [],
    depth: 0,
    file: undefined,
    environment: undefined,
    children: new Map(),
    homes: new Map(),
  };
}

export type SuiteFacts = {
  /** What the suite adds to the path of its tests; `undefined` when it adds nothing. */
  readonly name: string | undefined;
  readonly file: string | undefined;
  readonly environment: string | undefined;
};

export function placeOfSuite(parent: SuitePlace, suite: SuiteFacts): SuitePlace {
  const key = `${suite.name ?? ""}\0${suite.file ?? ""}\0${suite.environment ?? ""}`;
  const known = parent.children.get(key);
  if (known !== undefined) return known;
  const isNamed = suite.name !== undefined && parent.depth < deepestPath;
  const place: SuitePlace = {
    path: isNamed ? [...parent.path, suite.name] : parent.path,
    depth: parent.depth + 1,
    file: suite.file ?? parent.file,
    environment: suite.environment ?? parent.environment,
    children: new Map(),
    homes: new Map(),
  };
  parent.children.set(key, place);
  return place;
}

/** The home of a case in `place` whose element names a class and a file. */
export function homeOf(place: SuitePlace, classname: string | undefined, caseFile: string | undefined): Home {
  const key = `${classname ?? ""}\0${caseFile ?? ""}`;
  const known = place.homes.get(key);
  if (known !== undefined) return known;
  const file = caseFile ?? place.file;
  const path = file !== undefined && place.path.at(-1) === file ? place.path.slice(0, -1) : place.path;
  const isTold = classname === undefined || classname === file || tells(path, classname);
  const suite = isTold ? path : [...path, classname];
  const home: Home = { suite, file, environment: place.environment, names: new Map(), others: undefined };
  place.homes.set(key, home);
  return home;
}

/** Whether a case of these suites and this name was seen here before; from now on it was. Keeps no more than the test does. */
export function isSeen(home: Home, suite: readonly string[], name: string): boolean {
  const first = home.names.get(name);
  if (first === undefined) {
    home.names.set(name, suite);
    return false;
  }
  if (first === suite || (first.length === suite.length && first.every((title, i) => title === suite[i])))
    return true;
  home.others ??= new Set();
  const before = home.others.size;
  return home.others.add(JSON.stringify([suite, name])).size === before;
}

/** True when the path says already what the class name says: one of its parts, all of them joined, or the end of one. */
function tells(path: readonly string[], classname: string): boolean {
  return (
    path.includes(classname) ||
    path.at(-1)?.endsWith(`.${classname}`) === true ||
    joiners.some((joiner) => isJoined(path, joiner, classname))
  );
}

/** Compares without joining: the text of a hostile path need not fit in a string. */
function isJoined(path: readonly string[], joiner: string, text: string): boolean {
  let at = 0;
  for (const [i, part] of path.entries()) {
    if (i > 0) {
      if (!text.startsWith(joiner, at)) return false;
      at += joiner.length;
    }
    if (!text.startsWith(part, at)) return false;
    at += part.length;
  }
  return at === text.length;
}

const joiners = [".", " ", "::", "/", " > "] as const;
