/**
 * Single cases of a finished run, as its network saw them: images unchanged and under the settings that were tested,
 * their scores, and where one case stands among all.
 *
 * <p>Start at {@link org.subtext.audit.cases.CasesOfRun}. Images come from the run's pixel cache through the code that
 * the battery itself reads them by; what the run does not keep, or not as it was, is refused. Nothing is written but
 * the {@link org.subtext.audit.cases.AccessLog}, which lies outside of every run. Whoever shows a case names it by
 * something that tells nothing: numbers of cases stand in the order of a patient table.
 */
@NullMarked
package org.subtext.audit.cases;

import org.jspecify.annotations.NullMarked;
