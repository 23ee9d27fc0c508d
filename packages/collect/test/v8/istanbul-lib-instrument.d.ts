/** The part of the instrumenter that the tests use; it has no types of its own. */
declare module "istanbul-lib-instrument" {
  import type { FileCoverageData } from "istanbul-lib-coverage";

  export function createInstrumenter(options: {
    readonly esModules: boolean;
    readonly autoWrap: boolean;
    readonly parserPlugins: readonly unknown[];
  }): {
    instrumentSync(code: string, filename: string): string;
    lastFileCoverage(): FileCoverageData;
  };
}
