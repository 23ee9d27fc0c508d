import type { SameNames } from "./same-names.ts";

export const toolReports: SameNames = {
  "cucumber-json": (...told) =>
    JSON.stringify([
      {
        uri: "a.feature",
        id: "f",
        keyword: "Feature",
        name: "f",
        line: 1,
        elements: told.map((status) => ({
          id: "f;n",
          keyword: "Scenario",
          type: "scenario",
          name: "n",
          line: 3,
          steps: [{ keyword: "Given ", name: "x", line: 4, result: { status, duration: 1 } }],
        })),
      },
    ]),
  "rspec-json": (...told) =>
    JSON.stringify({
      version: "3.12.0",
      examples: told.map((status, i) => ({
        id: `./spec/a_spec.rb[1:${i + 1}]`,
        description: "n",
        full_description: "s n",
        status: status === "skipped" ? "pending" : status,
        file_path: "./spec/a_spec.rb",
        line_number: 3,
        run_time: 0.1,
        pending_message: null,
        ...(status === "failed" ? { exception: { class: "E", message: "no", backtrace: [] } } : {}),
      })),
      summary: { example_count: told.length, errors_outside_of_examples_count: 0 },
      summary_line: "",
    }),
  "gtest-json": (...told) =>
    JSON.stringify({
      tests: told.length,
      failures: told.filter((status) => status === "failed").length,
      time: "0.1s",
      name: "AllTests",
      testsuites: [
        {
          name: "S",
          tests: told.length,
          testsuite: told.map((status) => ({
            name: "N",
            file: "a.cc",
            line: 3,
            status: "RUN",
            result: status === "skipped" ? "SKIPPED" : "COMPLETED",
            time: "0.1s",
            classname: "S",
            ...(status === "failed" ? { failures: [{ failure: "no", type: "" }] } : {}),
          })),
        },
      ],
    }),
  "newman-json": (...told) =>
    JSON.stringify({
      collection: { info: { name: "c" }, item: [{ id: "i", name: "GET x" }] },
      run: {
        stats: {},
        failures: [],
        executions: [
          {
            item: { id: "i", name: "GET x" },
            assertions: told.map((status) => ({
              assertion: "n",
              skipped: status === "skipped",
              ...(status === "failed" ? { error: { name: "E", message: "no" } } : {}),
            })),
          },
        ],
      },
    }),
};
