/*
 * Hostile XML of any size, piece by piece, so that who makes it needs no memory for it.
 */

const mebibyte = 1_048_576;
const filler = "x".repeat(mebibyte);
const failing = '<testcase name="fails"><failure message="no"/></testcase>';

/** Documents by name. Each holds one failure behind what is hostile, unless the document is refused there. */
export const tortures: Readonly<Record<string, () => Iterable<string>>> = {
  *"an attribute of 100 MB"() {
    yield '<testsuite><testcase name="';
    for (let i = 0; i < 100; i++) yield filler;
    yield `"/>${failing}</testsuite>`;
  },
  *"an attribute of 100 MB that never ends"() {
    yield `<testsuite>${failing}<testcase name="`;
    for (let i = 0; i < 100; i++) yield filler;
  },
  *"a failure text of 100 MB"() {
    yield '<testsuite><testcase name="fails"><failure message="no">';
    for (let i = 0; i < 100; i++) yield filler;
    yield "</failure></testcase></testsuite>";
  },
  *"a comment of 100 MB"() {
    yield "<testsuite><!--";
    for (let i = 0; i < 100; i++) yield filler;
    yield `-->${failing}</testsuite>`;
  },
  *"CDATA of 100 MB that nobody wants"() {
    yield "<testsuite><system-out><![CDATA[";
    for (let i = 0; i < 100; i++) yield filler;
    yield `]]></system-out>${failing}</testsuite>`;
  },
  *"suites 50,000 deep"() {
    for (let i = 0; i < 50_000; i++) yield `<testsuite name="s${i}">`;
    yield failing;
    for (let i = 0; i < 50_000; i++) yield "</testsuite>";
  },
  *"test cases 50,000 deep"() {
    yield "<testsuite>";
    for (let i = 0; i < 50_000; i++) yield `<testcase name="c${i}">`;
    yield "<failure/>";
  },
  *"an entity bomb"() {
    yield '<!DOCTYPE a [<!ENTITY l0 "lol">';
    for (let i = 1; i < 40; i++) yield `<!ENTITY l${i} "${`&l${i - 1};`.repeat(10)}">`;
    yield `]><testsuite><testcase name="&l39;"><failure>&l39;</failure></testcase></testsuite>`;
  },
  *"a document type of 20 MB"() {
    yield "<!DOCTYPE a [";
    for (let i = 0; i < 20; i++) yield `<!ENTITY e${i} "${filler}">`;
    yield `]><testsuite>${failing}</testsuite>`;
  },
  *"a million attributes"() {
    yield "<testsuite><testcase";
    for (let i = 0; i < 1_000_000; i++) yield ` a${i}="1"`;
    yield `/>${failing}</testsuite>`;
  },
  *"a million element names"() {
    yield `<testsuite>${failing}`;
    for (let i = 0; i < 1_000_000; i++) yield `<e${i}/>`;
    yield "</testsuite>";
  },
  *"100 MB of NUL bytes"() {
    yield `<testsuite>${failing}`;
    for (let i = 0; i < 100; i++) yield "\0".repeat(mebibyte);
    yield "</testsuite>";
  },
};
