package org.subtext.deidentification.verification;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to be verified.
 *
 * @param out folder that de-identification wrote
 * @param source folder that it read; without it nobody can tell what identified
 */
public record VerificationPlan(Path out, Optional<Path> source) {}
