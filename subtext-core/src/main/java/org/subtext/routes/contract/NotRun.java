package org.subtext.routes.contract;

/**
 * What was not run, in the report.
 *
 * @param what the experiment or the route
 * @param reason a sentence
 * @param mend a sentence
 */
public record NotRun(String what, String reason, String mend) {}
