require("./keep-compiled.cjs").keepCompiled();

// Apart from the entry because old versions of Node cannot even parse `import()`.
import("../dist/main.js").then(
  (main) => main.run(),
  (error) => {
    process.stderr.write(`tollgate is not built or not complete: ${error.message}\n`);
    process.exit(2);
  },
);
