/**
 * What each rule must answer to each fault, by hand from the table of missing data: `.` passes, `F` fails, `B` is unknown
 * and blocks, `H` is unknown and holds. The outcome is that of the whole decision. Columns are those of `columns.ts`:
 *
 * failing, failing unit, failing e2e, new failures, flaky, disappeared, tests, tests unit, tests e2e, readable,
 * missing, missing e2e, stale, runs, lines, branches, lines unit, lines owner, line drop, branch drop, changed,
 * newly, unit tests, environments, budget, slower, expression, findings, new findings
 *
 * Evidence that did not come holds, what came broken or of another commit blocks, and so does a producer that failed. What
 * is reused because its inputs are the same is as good as new: so `web`, which the change does not touch, is not missed.
 */
export const expected: string = `
nothing is wrong                               allow  . . . . . . . . . . . . . . . . . . . . . . . . . . . . .
a shard's bundle is missing                    hold   H H H H H H H H . . H H . H H H H H H H H H . H H H H . .
all bundles of the sharded job are missing     hold   H H . H H H H H . . H . . H H H H H H H H H H . H H H H H
the bundle of another package is missing       allow  . . . . . . . . . . . . . . . . . . . . . . . . . . . . .
the e2e bundle is missing                      hold   H . H H H H . . H . H H . H H H . H H H H H . . H H H H H
the integration bundle is missing              hold   H . . H H H H . . . H . . H H H . H H H H H . H H H H H H
one leg of the matrix is missing               hold   . . . . . . . . . . . . . . . . . . . . . . . H . . . . .
a test fails in one leg of the matrix          block  F . . F . . . . . . . . . . . . . . . . . . . F . . F . .
a test does not run in one leg of the matrix   block  . . . . . . . . . . . . . . . . . . . . . . . F . . . . .
tests take three times as long                 block  . . . . . . . . . . . . . . . . . . . . . . . . . F . . .
a shard's bundle has no report                 hold   H H H H H H H H . . H H . H H H H H H H H H . H H H H . .
a shard's test report is deleted               hold   H H H H H H H H . . H H . H H H H H H H H H . H H H H . .
a shard's coverage is deleted                  hold   . . . . . . . . . . H H . . H H H H H H H H . . . . H . .
a shard's test report is empty                 block  B B . B B B B B . F . . . B B B B B B B B B . . B B B B B
a shard's coverage is empty                    block  B B . B B B . . . F . . . B B B B B B B B B . . B B B B B
a shard's coverage is an empty map             block  . . . . . . . . . F . . . . B B B B B B B B . . . . B . .
a shard's test report is cut off               block  B B . B B B B B . F . . . . . . . . . . . . . . B B B . .
a shard's coverage is cut off                  block  . . . . . . . . . F . . . . B B B B B B B B . . . . B . .
the e2e report is cut off                      block  B . B B B B . . B F H H . H H H . H H H H H . . B B B . .
a report has fewer tests than it declares      block  B B . B B B . . . F . . . . . . . . . . . . . . B B B . .
the e2e report has no test                     block  B . B B B B . . B F H H . H H H . H H H H H . . B B B . .
all e2e tests are skipped                      block  B . B B B F . . B . B B . B B B . B B B B B . . B B B . .
a shard's tests are skipped                    block  . . . . . F F F . . . . . . . . . . . . . . . . . . . . .
the e2e report is a page of HTML               block  B . B B B B . . B F H H . B B B . B B B B B . . B B B B B
a shard is of another commit                   block  B B . B B B B B . . . . F B B B B B B B B B . . B B B B B
the e2e job is of the base                     block  B . B B B B . . B . H H F B B B . B B B B B . . B B B B B
a newer attempt is cut off                     block  B B . B B B B B . F H . . H H H H H H H H H . . B B B . .
an older attempt was cut off                   allow  . . . . . . . . . . . . . . . . . . . . . . . . . . . . .
an older attempt failed                        block  . . . . F . . . . . . . . . . . . . . . . . . . . . . . .
a bundle arrived twice                         allow  . . . . . . . . . . . . . . . . . . . . . . . . . . . . .
a report has one test twice                    allow  . . . . . . . . . . . . . . . . . . . . . . . . . . . . .
a test fails                                   block  F F . F . . . . . . . . . . . . . . . . . . . . . . F . .
a test ends in an error                        block  F F . F . . . . . . . . . . . . . . . . . . . . . . F . .
a test fails here and on the base              block  F F . . . . . . . . . . . . . . . . . . . . . . . . F . .
a test passes at a later try                   block  . . . . F . . . . . . . . . . . . . . . . . . . . . . . .
a test is gone                                 hold   . . . . . H . . . . . . . . . . . . . . . . . . . . . . .
no coverage arrives at all                     block  . . . . . . . . . . F F . . H H H H H H H H . . . . H . .
branches are no longer measured                hold   . . . . . . . . . . . . . . . H . . . H . . . . . . . . .
web has no coverage any more                   block  . . . . . . . . . . F F . . H H H H H H H H . . . . H . .
the changed file is not measured               hold   . . . . . . . . . . H H . . H H H H H H H H . . . . H . .
the changed lines are uncovered                block  . . . . . . . . . . . . . . F . F . F . F F . . . . F . .
no base report is given                        hold   . . . . . H . . . . . . . . . . . . H H . H . . . H . . H
the base commit is not in the clone            hold   . . . . . H . . . . . . . . . . . . H H H H . . . H . . H
the base report lacks a job                    hold   . . . . . H . . . . . . . . . . . . H H . H . . . . . . .
a shard's runner failed outside its tests      block  B B . B B B . . . . . . . F B B B B B B B B . . B B B . .
the e2e runner failed before its first test    block  B . B B B B . . B . H H . F B B . B B B B B . . B B B H H
a bundle is cut off                            block  B B B B B B B B . F H H . H B B B B B B B B . B B B B B B
a bundle is empty                              block  B B B B B B . . B F H H . H B B B B B B B B . B B B B B B
a bundle has a flipped bit                     block  B B B B B B B B . F H H . H B B B B B B B B . B B B B B B
coverage has code behind the end of a file     block  . . . . . . . . . F . . . . H . . H H H . . . . . . H . .
coverage is of files that nobody has           block  . . . . . . . . . F H . . . B B B B B B B B . . . . B . .
the lint report is missing                     hold   . . . . . . . . . . H . . . . . . . . . . . . . . . . H H
the lint report is cut off                     block  . . . . . . . . . F . . . . . . . . . . . . . . . . . B F
the linter crashed                             block  . . . . . . . . . F . . . F . . . . . . . . . . . . . B B
the linter finds an error                      block  . . . . . . . . . . . . . . . . . . . . . . . . . . . F F
the clock is years ahead                       allow  . . . . . . . . . . . . . . . . . . . . . . . . . . . . .
the clock is years behind                      allow  . . . . . . . . . . . . . . . . . . . . . . . . . . . . .
the judged checkout is not clean               block  . . . . . . . . . F . . . . . . . H H . . H . . . . . . .
nothing arrives at all                         hold   H H H H H H H H H . H H . H H H H H H H H H H H H H H H H
`;
