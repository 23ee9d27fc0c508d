import type { RepoPath } from "./repository.ts";

/**
 * Whether a source file is no part of what a package makes: a test or what tests need, a declaration, generated, or
 * configuration of a tool. Folders named as tests are tests directly below one of `roots` only, configuration lies
 * directly in the package's folder or in the repository's: elsewhere `e2e/pay.js` and `payment.config.js` are product.
 */
export function isNoProduct(path: RepoPath, packageDir: RepoPath, roots: readonly RepoPath[]): boolean {
  if (testFile.test(path) || declaration.test(path) || generated.test(path)) return true;
  if (roots.some((root) => testFolder.test(below(path, root)))) return true;
  const own = below(path, packageDir);
  return dotted.test(own) || (!own.includes("/") && configuration.test(own));
}

const testFile =
  /(?:^|\/)__(?:tests|mocks)__\/|\.(?:test|spec|cy|stories)\.[^./]+$|(?:^|\/)(?:test_[^/]+|[^/]+_test|conftest)\.py$|_test\.go$|_(?:spec|test)\.rb$/;

/** The second: Maven and Gradle, whose `src/test/java` holds nothing but tests. */
const testFolder = /^(?:tests?|spec|e2e|fixtures)\/|^src\/[^/]*test[^/]*\/(?:java|kotlin|scala|groovy)\//i;

const declaration = /\.d\.(?:[^./]+\.)?[cm]?ts$|\.pyi$/;

const generated = /(?:^|\/)__generated__\/|\.(?:generated|gen|min|pb)\.[^./]+$|_pb2(?:_grpc)?\.py$/;

/** `.eslintrc.cjs`, `.storybook/main.ts` */
const dotted = /^\./;

const configuration = /\.(?:config|setup)\.[^./]+$/;

function below(path: RepoPath, dir: RepoPath): string {
  return dir === "" ? path : path.slice(dir.length + 1);
}
