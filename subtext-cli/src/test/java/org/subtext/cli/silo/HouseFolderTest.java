package org.subtext.cli.silo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.coordinator.CoordinatorHome;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.site.SiteHome;
import org.subtext.web.silos.Commands;
import picocli.CommandLine;

class HouseFolderTest {
    private static final ContentHash PLAN = ContentHash.ofText("a plan");

    @TempDir
    private Path folder;

    private static List<String> all(Path house) {
        Commands commands = HouseFolder.commands(house);
        return List.of(commands.look(PLAN), commands.approve(PLAN, 7), commands.refuse(PLAN), commands.withdraw(PLAN));
    }

    /** Whoever copies a command from a page has it understood. */
    @Test
    void commandsOfPagesAreCommands() {
        for (Path house : List.of(Path.of("silo"), Path.of("houses/north"), Path.of("/var/lib/silo"))) {
            for (String command : all(house)) {
                Matcher words = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(command);
                String[] typed = words.results()
                        .skip(2)
                        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                        .toArray(String[]::new);
                assertThat(new CommandLine(new SiloCommand()).parseArgs(typed).errors())
                        .as(command)
                        .isEmpty();
            }
        }
    }

    @Test
    void aFolderIsNamedAsItWasTypedAndNeverAsAPlaceOfTheMachine() {
        assertThat(all(Path.of("silo"))).noneMatch(command -> command.contains("--folder"));
        assertThat(all(Path.of("houses/north"))).allMatch(command -> command.endsWith(" --folder houses/north"));
        for (String place : List.of("/var/lib/silo", "../silo", "a b", "x\u202Ey")) {
            assertThat(all(Path.of(place))).as(place).allMatch(command -> command.endsWith(" --folder THIS-FOLDER"));
        }
    }

    @Test
    void theFolderOfAPartyIsKnownFromOneOfRuns() throws Exception {
        assertThat(HouseFolder.is(folder)).isFalse();
        Path site = folder.resolve("site");
        SiteHome.begin(site, new PartyName("north"), Clock.systemUTC());
        assertThat(HouseFolder.is(site)).isTrue();
        assertThat(HouseFolder.pages(site).plans()).contains("Plans offered to north", "is not enrolled yet");
        Path centre = folder.resolve("centre");
        CoordinatorHome.begin(centre, "127.0.0.1", 8443, Clock.systemUTC());
        assertThat(HouseFolder.pages(centre).plans()).contains("Plans of this coordinator", "No site is enrolled yet");
    }
}
