import type { Producer } from "./producer.ts";

const messages = "cucumber-js --format message:reports/cucumber.ndjson";
const goJson = "go test -json ./... > reports/go-test.json 2>&1";
const gotestsumJson = "gotestsum --jsonfile=reports/go-test.json --junitfile=reports/junit.xml";
const xunit1 = "pytest.ini: [pytest] junit_family = xunit1";
const gtestJson = "--gtest_output=json:reports/";

export const otherProducers: readonly Producer[] = [
  {
    format: "junit-xml",
    name: "pytest",
    loses: [
      { fact: "file", mend: xunit1 },
      { fact: "line", mend: xunit1 },
      { fact: "crash", mend: "tollgate collect -- pytest" },
    ],
  },
  {
    format: "junit-xml",
    name: "behave",
    loses: [
      { fact: "file", mend: "behave --format json --outfile reports/behave.json" },
      { fact: "line", mend: "behave --format json --outfile reports/behave.json" },
    ],
  },
  {
    format: "junit-xml",
    name: "cucumber-js",
    loses: [
      { fact: "file", mend: messages },
      { fact: "line", mend: messages },
      { fact: "retries", mend: messages },
      { fact: "run", mend: messages },
    ],
  },
  {
    format: "cucumber-json",
    name: "cucumber-js",
    loses: [
      { fact: "retries", mend: messages },
      { fact: "run", mend: messages },
    ],
  },
  {
    format: "junit-xml",
    name: "gotestsum",
    loses: [
      { fact: "file", mend: gotestsumJson },
      { fact: "attempts", mend: gotestsumJson },
      { fact: "load", mend: gotestsumJson },
    ],
  },
  {
    format: "junit-xml",
    name: "go-junit-report",
    loses: [
      { fact: "crash", mend: goJson },
      { fact: "attempts", mend: goJson },
    ],
  },
  {
    format: "junit-xml",
    name: "googletest",
    loses: [{ fact: "crash", mend: "tollgate collect -- ./tests --gtest_output=xml:reports/" }],
  },
  {
    format: "gtest-json",
    name: "googletest",
    loses: [{ fact: "crash", mend: "tollgate collect -- ./tests --gtest_output=json:reports/" }],
  },
  {
    format: "junit-xml",
    name: "CTest",
    loses: [
      { fact: "file", mend: gtestJson },
      { fact: "parts", mend: gtestJson },
    ],
  },
  {
    format: "junit-xml",
    name: "Catch2",
    loses: [
      { fact: "file", mend: "-r xml::out=reports/catch2.xml" },
      { fact: "crash", mend: "-r xml::out=reports/catch2.xml" },
    ],
  },
  {
    format: "junit-xml",
    name: "surefire",
    loses: [{ fact: "crash", mend: "tollgate collect -- mvn verify" }],
  },
  {
    format: "junit-xml",
    name: "Gradle",
    loses: [
      { fact: "retries", mend: "build.gradle: tasks.test { reports.junitXml.mergeReruns = true }" },
      { fact: "crash", mend: "tollgate collect -- ./gradlew test" },
    ],
  },
  {
    format: "junit-xml",
    name: "Ant",
    loses: [{ fact: "crash", mend: "tollgate collect -- ant test" }],
  },
  {
    format: "junit-xml",
    name: "TestNG",
    loses: [{ fact: "retries", mend: "pom.xml: <rerunFailingTestsCount>2</rerunFailingTestsCount>" }],
  },
  {
    format: "junit-xml",
    name: "newman",
    loses: [
      { fact: "attempts", mend: "newman run … --reporters json --reporter-json-export reports/newman.json" },
      { fact: "run", mend: "newman run … --reporters json --reporter-json-export reports/newman.json" },
    ],
  },
  {
    format: "junit-xml",
    name: "Bazel",
    loses: [
      {
        fact: "parts",
        mend: "let the test write JUnit XML to $XML_OUTPUT_FILE, as in pytest --junitxml=$XML_OUTPUT_FILE",
      },
    ],
  },
  {
    format: "junit-xml",
    name: "XCTest",
    loses: [
      {
        fact: "messages",
        mend: "swift test --parallel --xunit-output reports/junit.xml --experimental-xunit-message-failure",
      },
    ],
  },
  {
    format: "junit-xml",
    name: "Karate",
    loses: [{ fact: "file", mend: 'Runner.path("classpath:features").outputCucumberJson(true)' }],
  },
  {
    format: "rspec-json",
    name: "RSpec",
    loses: [{ fact: "retries", mend: "spec_helper.rb: config.default_retry_count = 0" }],
  },
];
