package org.subtext.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Everything that speaks with an archive. */
@Command(
        name = "archive",
        mixinStandardHelpOptions = true,
        description = {
            "Images straight from the archive, and results back to it.",
            "Nothing printed here names a patient or holds a UID: studies are named by a keyed hash.",
            ""
        },
        subcommands = {ArchivePullCommand.class, ArchiveReceiveCommand.class, ArchivePushCommand.class},
        footer = {
            "",
            "Example:",
            "  subtext archive pull https://pacs.example.org/dicom-web --out images --modality DX,CR"
        })
final class ArchiveCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do with the archive: archive pull, archive receive or archive push.");
    }
}
