package org.subtext.audit.answers;

/**
 * Where a figure stands.
 *
 * @param file its name within the run's folder
 * @param sha256 of the file, in hexadecimal digits
 * @param pointer into it (RFC 6901)
 */
public record Place(String file, String sha256, String pointer) {}
