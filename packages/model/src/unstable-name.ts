/** What in a title is another in every run. */
export type Unsteadiness = "time" | "random id" | "object address" | "temporary path" | "port";

/**
 * What in a title looks made anew in every run; `undefined` for an ordinary title. Conservative: a date, a round time,
 * a version, a well-known id or a low port is a value that somebody chose.
 */
export function instabilityOf(title: string): Unsteadiness | undefined {
  if (!mayBeUnsteady(title)) return undefined;
  for (const { what, pattern, isMade } of unsteady)
    for (const [found] of title.matchAll(pattern)) if (isMade?.(found) !== false) return what;
  return undefined;
}

/** The title with each unsteady part replaced by its kind: equal in two runs that differ in such parts only. */
export function steadyTitle(title: string): string {
  if (!mayBeUnsteady(title)) return title;
  return unsteady.reduce(
    (left, { what, pattern, isMade }) =>
      left.replace(pattern, (found) => (isMade?.(found) === false ? found : `<${what}>`)),
    title,
  );
}

/**
 * A quick look for what every unsteady part has: eight hexadecimal digits in a row, or five behind `:` or `@`; a time of
 * day; a folder for temporary files. A report may have a million titles, numbered ones too, and nearly all end here.
 */
function mayBeUnsteady(title: string): boolean {
  return (
    (hasHex(title) || hasTimeOrPort(title) || hasHash(title) || mentionsTemporary(title)) && /\d/.test(title)
  );
}

/** Eight digits in a row: of every eight characters the last one is looked at, and its neighbours only when it is one. */
function hasHex(title: string): boolean {
  for (let last = 7; last < title.length; last += 8) {
    if (!isHex(title.charCodeAt(last))) continue;
    let from = last;
    while (from > 0 && isHex(title.charCodeAt(from - 1))) from--;
    if (hexFrom(title, from) >= 8) return true;
  }
  return false;
}

/** `12:34:56`, `:49731` */
function hasTimeOrPort(title: string): boolean {
  for (let at = title.indexOf(":"); at >= 0; at = title.indexOf(":", at + 1))
    if (title.charCodeAt(at + 3) === 58 || hexFrom(title, at + 1) >= 5) return true;
  return false;
}

/** `@1b6d3586` */
function hasHash(title: string): boolean {
  for (let at = title.indexOf("@"); at >= 0; at = title.indexOf("@", at + 1))
    if (hexFrom(title, at + 1) >= 5) return true;
  return false;
}

/** How many digits stand from there on, as far as it matters. */
function hexFrom(title: string, from: number): number {
  let to = from;
  while (to < title.length && to - from < 8 && isHex(title.charCodeAt(to))) to++;
  return to - from;
}

function mentionsTemporary(title: string): boolean {
  return (title.includes("/") || title.includes("\\")) && temporary.test(title);
}

const temporary = /[\\/](?:tmp|temp|folders)[\\/]/i;

function isHex(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}

type UnsteadyPart = {
  readonly what: Unsteadiness;
  readonly pattern: RegExp;
  /** Tells a made value from a chosen one where the pattern alone cannot. */
  readonly isMade?: (found: string) => boolean;
};

/** In this order: a temporary path may have an id in it. Every pattern is linear, as titles are hostile. */
const unsteady: readonly UnsteadyPart[] = [
  // What a system hands out, and names that end as mkdtemp and tempfile make them.
  { what: "temporary path", pattern: /(?:\/private)?\/var\/folders\/[^\s"'`,;)\]}]+/g },
  {
    what: "temporary path",
    pattern: /[A-Za-z]:[\\/]Users[\\/][^\\/\s]{1,64}[\\/]AppData[\\/]Local[\\/]Temp[\\/][^\s"'`,;)\]}]+/gi,
  },
  {
    what: "temporary path",
    pattern: /\/tmp\/[^\s"'`,;)\]}]+/g,
    isMade: (path) => path.split("/").some(hasRandomEnd),
  },
  // `toISOString()` and `datetime.now()` have a fraction of a second, which nobody writes by hand but as zeros or a run.
  {
    what: "time",
    pattern: /(?<!\d)20\d\d-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.,]\d{3,9}(?:Z|[+-]\d\d:?\d\d)?(?!\d)/g,
    isMade: (time) => !isChosen(/[.,](\d+)/.exec(time)?.[1] ?? ""),
  },
  // Milliseconds since 1970, from 2017 to 2033.
  {
    what: "time",
    pattern: /(?<![A-Za-z\d.])1[5-9]\d{11}(?![\w.])/g,
    isMade: (time) => !isChosen(time.slice(7)),
  },
  {
    what: "random id",
    pattern: /(?<![\w-])[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}(?![\w-])/gi,
    isMade: (id) => isMixed(id) && !id.toLowerCase().startsWith("123e4567-e89b"),
  },
  { what: "random id", pattern: /(?<![\w#-])(?:[\da-f]{20,128}|[\dA-F]{20,128})(?![\w-])/g, isMade: isMixed },
  // Python's `<Cart object at 0x7f…>`, Go's and C's pointers, Java's `Cart@1a2b3c`.
  { what: "object address", pattern: /(?<=\bat )0x[\da-f]{8,16}(?!\w)/gi, isMade: isMadeAddress },
  {
    what: "object address",
    pattern: /(?<!\w)0x(?:(?:0000)?(?:7f|55|56)[\da-f]{10}|c0[\da-f]{8})(?!\w)/gi,
    isMade: isMadeAddress,
  },
  {
    what: "object address",
    pattern:
      /(?<=(?:^|[^\w$.])(?:\[[A-Z]|(?:\[L)?(?:[a-z_]\w{0,60}\.){0,12}[A-Z][\w$/]{0,200};?)@)[\da-f]{5,8}(?![\w.@-])/g,
    isMade: (hash) => /\d/.test(hash) && !isChosen(hash),
  },
  // The range from which systems hand out ports; the last one is a boundary that tests name.
  {
    what: "port",
    pattern: /(?<=(?:\blocalhost|\b127\.0\.0\.1|\b0\.0\.0\.0|\[::1?\]):)[3-6]\d{4}(?!\d)/g,
    isMade: (port) => Number(port) >= 32_768 && Number(port) < 65_535 && !isChosen(port),
  },
];

/** Zeros at the end, one digit over and over, or digits that count up or down: somebody typed it. */
function isChosen(digits: string): boolean {
  if (/000$/.test(digits) || new Set(digits).size < (digits.length > 4 ? 3 : 2)) return true;
  return "01234567890".includes(digits) || "09876543210".includes(digits);
}

/** Hex of which letters and digits are spread as chance spreads them. */
function isMixed(id: string): boolean {
  const hex = id.toLowerCase().replaceAll("-", "");
  const digits = hex.replace(/\D/g, "").length;
  const counting = "0123456789abcdef0123456789";
  return (
    new Set(hex).size >= 8 && digits >= 3 && digits <= hex.length - 2 && !counting.includes(hex.slice(0, 8))
  );
}

/** `shop-Xa81Bc` of mkdtemp, `tmpa1b2c3d4` of Python, digits of a clock or process. */
function hasRandomEnd(part: string): boolean {
  const end = /(?:^|[-_.])([A-Za-z\d]{6,32})(?:\.\w{1,5})?$/.exec(part)?.[1] ?? "";
  if (/^\d+$/.test(end)) return !isChosen(end);
  const isMixture = end.length === 6 && [/\d/, /[a-z]/, /[A-Z]/].every((kind) => kind.test(end));
  return isMixture || /^tmp(?=.*\d)[a-z\d_]{8}$/.test(part);
}

function isMadeAddress(address: string): boolean {
  return new Set(address.slice(2)).size >= 5 && /\d/.test(address.slice(2)) && !address.endsWith("000");
}
