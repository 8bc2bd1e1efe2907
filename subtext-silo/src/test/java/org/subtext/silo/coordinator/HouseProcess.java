package org.subtext.silo.coordinator;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.subtext.silo.site.SiteHome;
import org.subtext.silo.site.SiteService;
import org.subtext.silo.transport.Door;
import org.subtext.silo.transport.PostOffice;

/** A coordinator or a site as a process of its own, over HTTPS: its folder, and the port that it listens at. */
final class HouseProcess {
    /** Once a folder has a file of this name, its party writes down its memory and ends. */
    static final String STOP = "stop";

    private HouseProcess() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        BooleanSupplier goesOn = () -> !Files.exists(folder.resolve(STOP));
        if (CoordinatorHome.isIn(folder)) {
            CoordinatorHome home = CoordinatorHome.open(folder, Clock.systemUTC());
            PostOffice office = home.office();
            Map<String, String> settings = Map.of("SUBTEXT_SILO_LISTEN", "127.0.0.1:" + args[1]);
            try (Door door = home.openDoor(settings, office, System.out::println)) {
                new Conductor(home, office, System.out::println).run(goesOn);
            }
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpHeap(folder.resolve("memory.hprof").toString(), false);
        } else {
            SiteHome home = SiteHome.open(folder, Clock.systemUTC());
            try (SiteService service =
                    SiteService.open(home, home.post(), Optional.of(home.link(Map.of())), System.out::println)) {
                service.run(goesOn);
            }
        }
    }
}
