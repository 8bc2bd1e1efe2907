package org.subtext.cli;

import org.subtext.problems.Argument;
import picocli.CommandLine.Option;

/** Whether a full report is wanted too. */
final class InternalOption {
    static final String NAME = "--internal";

    @Option(names = NAME, description = "Also write a full report, small groups included, marked as not for sharing.")
    @Turns(argument = Argument.INTERNAL)
    boolean isWanted;
}
