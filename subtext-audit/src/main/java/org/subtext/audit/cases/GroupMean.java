package org.subtext.audit.cases;

/**
 * The mean image of a group.
 *
 * @param image mean of one image each of some patients
 * @param patients how many
 * @param all patients that the group has
 */
public record GroupMean(SeenImage image, int patients, int all) {}
