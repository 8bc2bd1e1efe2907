package org.subtext.survey;

/**
 * A column that is not surveyed.
 *
 * @param why in a sentence without a full stop, and without a value or a small count
 */
public record LeftOut(String column, String why) {}
