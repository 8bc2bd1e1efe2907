package org.subtext.predictions;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A table that is joined to a score table: truth, patient and attributes may stand in it.
 *
 * @param file where it lies
 * @param on the column that both tables have; null is refused with the names of those that will do
 */
public record SecondTable(Path file, @Nullable String on) {}
