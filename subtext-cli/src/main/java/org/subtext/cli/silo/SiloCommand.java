package org.subtext.cli.silo;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Everything of an audit across hospitals. */
@Command(
        name = "silo",
        mixinStandardHelpOptions = true,
        description = {
            "Audits across hospitals that may not share a row: what is asked is shown before a yes, and only masked sums"
                    + " leave a house.",
            ""
        },
        subcommands = {
            SiloInitCommand.class,
            SiloEnrolCommand.class,
            SiloOfferCommand.class,
            SiloInspectCommand.class,
            SiloTryCommand.class,
            SiloApproveCommand.class,
            SiloRefuseCommand.class,
            SiloJoinCommand.class,
            SiloServeCommand.class,
            SiloStatusCommand.class,
            SiloWithdrawCommand.class,
            SiloAnewCommand.class
        },
        footer = {
            "",
            "A site:         subtext silo init --site north-clinic, then enrol, inspect, approve, join",
            "A coordinator:  subtext silo init --coordinator silo.example.org, then serve, enrol, offer",
            "In a browser:   subtext explore silo, the folder of either: what a yes would mean, who said what",
            "Try it first:   subtext demo --silos; with rows of your own: subtext silo try"
        })
public final class SiloCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do: subtext silo init, enrol, offer, inspect, try, approve, refuse, join,"
                        + " serve, status, withdraw or anew.");
    }
}
