// junit-to-ctrf: all reports as one in CTRF, which is written.
import { convertJUnitToCTRFReport } from "junit-to-ctrf";

const [pattern, outputPath] = process.argv.slice(2);
const { results } = await convertJUnitToCTRFReport(pattern, { outputPath });
const { tests, failed, skipped } = results.summary;
process.stdout.write(`${JSON.stringify({ testcase: tests, failure: failed, skipped })}\n`);
