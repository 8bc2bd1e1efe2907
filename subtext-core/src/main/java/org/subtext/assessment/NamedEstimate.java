package org.subtext.assessment;

import org.subtext.statistics.Estimate;

/** An estimate under the name a table prints. */
public record NamedEstimate(String name, Estimate estimate) {}
