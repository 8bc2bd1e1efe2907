/**
 * The main path: one audit from table and images to verdict and report.
 *
 * <p>Start at {@link org.subtext.audit.Audit#run}: one line a stage, like the methods section of a paper. A plan is
 * parsed at the edge ({@link org.subtext.audit.PlanFile}); a run lives in a folder that can be continued after a kill
 * ({@link org.subtext.audit.RunFolder}). The backend comes in through the ports of {@code recognition}.
 */
@NullMarked
package org.subtext.audit;

import org.jspecify.annotations.NullMarked;
