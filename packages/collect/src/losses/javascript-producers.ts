import type { Loss, Producer } from "./producer.ts";

const vitestJson =
  'vitest.config.ts: test: { reporters: ["default", "junit", "json"], outputFile: { junit: "reports/junit.xml", json: "reports/vitest.json" } }';
const vitestLine = "vitest.config.ts: test: { includeTaskLocation: true } with the reporter json";
const vitestCommand = "tollgate collect -- vitest run";
const jestJson = "jest --json --outputFile=reports/jest.json --testLocationInResults";
const jestCommand = "tollgate collect -- jest";
const mochaJson = "mocha --reporter json --reporter-option output=reports/mocha.json";
const mochaCommand = "tollgate collect -- mocha";
const playwrightJson =
  'playwright.config.ts: reporter: [["junit", { outputFile: "reports/junit.xml" }], ["json", { outputFile: "reports/playwright.json" }]]';
const nodeJunit = "node --test --test-reporter=junit --test-reporter-destination=reports/junit.xml";
const cypressCtrf =
  "cypress.config.ts: e2e: { setupNodeEvents(on) { new GenerateCtrfReport({ on }); } } with cypress-ctrf-json-reporter";

const mochaXml: readonly Loss[] = [
  { fact: "retries", mend: mochaJson },
  { fact: "todo", mend: mochaJson },
  { fact: "line", mend: mochaJson },
  { fact: "load", mend: mochaCommand },
];

export const javascriptProducers: readonly Producer[] = [
  {
    format: "junit-xml",
    name: "vitest",
    loses: [
      { fact: "retries", mend: vitestJson },
      { fact: "todo", mend: vitestJson },
      {
        fact: "file",
        mend: 'vitest.config.ts: test: { reporters: [["junit", { addFileAttribute: true }]] }',
      },
      { fact: "line", mend: vitestLine },
      { fact: "unhandled", mend: vitestCommand },
    ],
  },
  {
    format: "vitest-json",
    name: "vitest",
    loses: [
      { fact: "line", mend: vitestLine },
      { fact: "unhandled", mend: vitestCommand },
    ],
  },
  {
    format: "junit-xml",
    name: "jest-junit",
    loses: [
      {
        fact: "load",
        mend: 'jest.config.js: reporters: ["default", ["jest-junit", { reportTestSuiteErrors: "true" }]]',
      },
      {
        fact: "file",
        mend: 'jest.config.js: reporters: ["default", ["jest-junit", { addFileAttribute: "true" }]]',
      },
      { fact: "retries", mend: jestJson },
      { fact: "todo", mend: jestJson },
      { fact: "line", mend: jestJson },
    ],
  },
  {
    format: "jest-json",
    name: "jest",
    loses: [{ fact: "line", mend: jestJson }],
  },
  {
    format: "junit-xml",
    name: "mocha-junit-reporter",
    loses: [{ fact: "pending", mend: mochaJson }, ...mochaXml],
  },
  { format: "junit-xml", name: "mocha", loses: mochaXml },
  {
    format: "mocha-json",
    name: "mocha",
    loses: [{ fact: "load", mend: mochaCommand }],
  },
  {
    format: "mocha-json-stream",
    name: "mocha",
    loses: [
      { fact: "pending", mend: mochaJson },
      { fact: "load", mend: mochaCommand },
    ],
  },
  {
    format: "mochawesome-json",
    name: "mochawesome",
    loses: [{ fact: "retries", mend: mochaJson }],
  },
  {
    format: "junit-xml",
    name: "Cypress",
    loses: [
      { fact: "retries", mend: cypressCtrf },
      { fact: "pending", mend: cypressCtrf },
      { fact: "load", mend: "tollgate collect -- cypress run" },
    ],
  },
  {
    format: "junit-xml",
    name: "Playwright",
    loses: [
      { fact: "retries", mend: playwrightJson },
      { fact: "attempts", mend: playwrightJson },
      { fact: "line", mend: playwrightJson },
      { fact: "unhandled", mend: playwrightJson },
    ],
  },
  {
    format: "ctrf-json",
    name: "playwright",
    loses: [{ fact: "attempts", mend: playwrightJson }],
  },
  {
    format: "ctrf-json",
    name: "jest",
    loses: [
      { fact: "load", mend: jestJson },
      { fact: "attempts", mend: jestJson },
      { fact: "unhandled", mend: jestCommand },
    ],
  },
  {
    format: "ctrf-json",
    name: "mocha",
    loses: [{ fact: "load", mend: mochaCommand }],
  },
  {
    format: "junit-xml",
    name: "node:test",
    loses: [
      { fact: "line", mend: `${nodeJunit} on Node 24` },
      { fact: "unhandled", mend: "tollgate collect -- node --test" },
    ],
  },
];
