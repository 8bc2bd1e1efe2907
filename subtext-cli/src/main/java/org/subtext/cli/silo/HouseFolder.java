package org.subtext.cli.silo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.coordinator.CoordinatorHome;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.site.SiteHome;
import org.subtext.web.silos.Commands;
import org.subtext.web.silos.CoordinatorPages;
import org.subtext.web.silos.House;
import org.subtext.web.silos.SitePages;

/** The folder of a party as pages of a browser, with the commands that its administrator types. */
public final class HouseFolder {
    private static final Path USUAL = Path.of("silo");

    private HouseFolder() {}

    /** Whether a folder is a party's, and not one of runs. */
    public static boolean is(Path folder) {
        return Identity.isIn(folder);
    }

    /** The pages of a party's folder. */
    public static House pages(Path folder) throws IOException {
        if (CoordinatorHome.isIn(folder)) {
            return new CoordinatorPages(CoordinatorHome.open(folder, Clock.systemUTC()), System.getenv());
        }
        return new SitePages(SiteHome.open(folder, Clock.systemUTC()), commands(folder));
    }

    static Commands commands(Path folder) {
        String place = place(folder);
        return new Commands() {
            @Override
            public String look(ContentHash plan) {
                return "subtext silo inspect " + plan.abbreviated() + " --predictions FILE --bytes FOLDER" + place;
            }

            @Override
            public String approve(ContentHash plan, int rounds) {
                return "subtext silo approve " + plan.abbreviated() + " --rounds " + rounds + place;
            }

            @Override
            public String refuse(ContentHash plan) {
                return "subtext silo refuse " + plan.abbreviated() + " --reason \"our board has not met\"" + place;
            }

            @Override
            public String withdraw(ContentHash plan) {
                return "subtext silo withdraw " + plan.abbreviated() + " --reason \"our board changed its mind\""
                        + place;
            }
        };
    }

    /** As it was typed; where that was a place of this machine, which no page shows, it is left to whoever types. */
    private static String place(Path folder) {
        Path plain = folder.normalize();
        if (plain.equals(USUAL)) {
            return "";
        }
        boolean isOfThisMachine =
                plain.isAbsolute() || plain.startsWith("..") || plain.toString().matches(".*[^\\w./-].*");
        return " --folder " + (isOfThisMachine ? "THIS-FOLDER" : plain);
    }
}
