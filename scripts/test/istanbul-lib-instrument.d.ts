/** The part of the instrumenter that is used here; it has no types of its own. */
declare module "istanbul-lib-instrument" {
  export function createInstrumenter(options: {
    readonly esModules: boolean;
    readonly autoWrap: boolean;
    readonly compact: boolean;
    readonly produceSourceMap: boolean;
    readonly parserPlugins: readonly string[];
    readonly coverageGlobalScope: string;
    readonly coverageGlobalScopeFunc: boolean;
  }): {
    instrumentSync(code: string, filename: string): string;
    /** What the counters of the last file stand for, all at zero. */
    lastFileCoverage(): import("istanbul-lib-coverage").FileCoverageData;
    lastSourceMap(): SourceMap;
  };
  export type SourceMap = {
    readonly version: number;
    readonly sources: string[];
    readonly names: string[];
    readonly mappings: string;
  };
}
