package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionTableBuilder;

/** A coordinator and three sites from their keys to a result, by the commands that administrators type. */
class SiloCommandsTest {
    private static final List<String> SITES = List.of("north", "south", "west");
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    private final List<Thread> services = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Thread service : services) {
            service.interrupt();
        }
        for (Thread service : services) {
            service.join(10_000);
        }
    }

    private Path home(String party) {
        return folder.resolve(party);
    }

    /** A command of a party, as its administrator types it. */
    private Terminal silo(String party, Object... arguments) {
        List<Object> words = new ArrayList<>(List.of("silo"));
        words.addAll(List.of(arguments));
        words.addAll(List.of("--folder", home(party)));
        return Terminal.run(words.toArray());
    }

    private String done(String party, Object... arguments) {
        Terminal seen = silo(party, arguments);
        assertThat(seen.exit()).as("%s", seen.all()).isZero();
        assertThat(seen.out()).doesNotContain("patient-");
        return seen.out();
    }

    private String refused(String party, Object... arguments) {
        Terminal seen = silo(party, arguments);
        assertThat(seen.exit()).as("%s", seen.all()).isEqualTo(2);
        assertThat(seen.all()).doesNotContain("bug in Subtext").doesNotContain("patient-");
        // As it is read, without the breaks of lines.
        return seen.all().replaceAll("\\s+", " ");
    }

    private StringWriter service(String command, String party) {
        StringWriter said = new StringWriter();
        String[] words = {"silo", command, "--folder", home(party).toString()};
        Thread thread = new Thread(
                () -> Subtext.commandLine(words)
                        .setOut(new PrintWriter(said))
                        .setErr(new PrintWriter(said))
                        .execute(words),
                command + " " + party);
        thread.setDaemon(true);
        thread.start();
        services.add(thread);
        return said;
    }

    @FunctionalInterface
    private interface Look {
        boolean isSo() throws Exception;
    }

    private static void await(String what, Object about, Look look) throws Exception {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!look.isSo()) {
            assertThat(System.nanoTime()).as("%s never came: %s", what, about).isLessThan(end);
            Thread.sleep(300);
        }
    }

    private static String fingerprint(String text) {
        Matcher digits =
                Pattern.compile("Fingerprint +([0-9a-f]{4}( [0-9a-f]{4}){7})").matcher(text);
        assertThat(digits.find()).as("%s", text).isTrue();
        return digits.group(1);
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Path predictions(String name, String positive, int patients, long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        PredictionTableBuilder table = new PredictionTableBuilder(List.of(positive, "white"));
        for (int i = 0; i < patients; i++) {
            boolean isPositive = i % 3 == 0;
            double score = (isPositive ? 0.3 : 0.2) + 0.6 * random.nextDouble();
            String patient = "patient-" + name + "-" + i;
            String truth = isPositive ? positive : "white";
            table.add(
                    ExperimentName.read("internal"), "r", "test", "", patient, patient + ".1", truth, score, 1 - score);
        }
        Path file = folder.resolve(name + ".csv");
        PredictionFiles.write(table.build(), file);
        return file;
    }

    private Path edited(String name, Path plan, Map<String, String> words) throws Exception {
        String text = Files.readString(plan);
        for (Map.Entry<String, String> word : words.entrySet()) {
            assertThat(text).contains(word.getKey());
            text = text.replace(word.getKey(), word.getValue());
        }
        return Files.writeString(folder.resolve(name), text);
    }

    private void enrolEveryone(StringWriter served) throws Exception {
        await("the port", served, () -> served.toString().contains("Serving"));
        for (String site : SITES) {
            Path invitation = folder.resolve(site + ".invitation");
            String heard = fingerprint(done("centre", "enrol", "--invite", site, "--out", invitation));
            done(site, "init", "--site", site);
            if (site.equals("north")) {
                String misheard = (heard.charAt(0) == '0' ? "1" : "0") + heard.substring(1);
                assertThat(refused(site, "enrol", "--invitation", invitation)).contains("Nothing was sent yet");
                assertThat(refused(site, "enrol", "--invitation", invitation, "--fingerprint", misheard))
                        .contains("is not the one of this invitation");
                assertThat(done(site, "status")).contains("Not enrolled");
            }
            assertThat(done(site, "enrol", "--invitation", invitation, "--fingerprint", heard))
                    .contains("Enrolled      " + site);
            if (site.equals("north")) {
                done("thief", "init", "--site", site);
                assertThat(refused("thief", "enrol", "--invitation", invitation, "--fingerprint", heard))
                        .contains("the token was used before");
            }
            service("join", site);
        }
    }

    @Test
    void whatMayNotBeIsRefusedBeforeAYes() throws Exception {
        offered(begun());
        refusalsOfNorth();
        aRehearsalThatCannotBe();
        aLostLedger();
    }

    private void aRehearsalThatCannotBe() throws Exception {
        Path tried = folder.resolve("tried");
        Path rows = predictions("of-nobody", "black", 40, 1);
        assertThat(refused("north", "try", "--out", tried)).contains("There is nothing to try");
        assertThat(refused("nobody", "try", "--predictions", rows, "--out", tried))
                .contains("There is no site in");
        assertThat(refused("north", "try", "--classes", "black", "--predictions", rows, "--out", tried))
                .contains("Expected two names");
        assertThat(tried).doesNotExist();
        assertThat(refused("north", "try", "--predictions", rows, "--out", folder))
                .contains("is not empty");
    }

    private void aLostLedger() throws Exception {
        assertThat(refused("south", "anew", "--reason", "to be sure")).contains("as they were left");
        Files.delete(home("south").resolve("rounds.ledger"));
        assertThat(done("south", "status")).contains("rounds.ledger is gone");
        assertThat(refused("south", "inspect", "--predictions", predictions("south", "black", 200, 2)))
                .contains("rounds.ledger is gone")
                .contains("Put the newest copy back");
        assertThat(refused("south", "anew", "--reason", "the disk failed")).contains("runs on");
        stopService("south");
        assertThat(refused("south", "join")).contains("rounds.ledger is gone");
        assertThat(done("south", "anew", "--reason", "the disk failed")).contains("Begun anew");
        assertThat(done("south", "status")).contains("the disk failed").doesNotContain("is gone");
    }

    private void stopService(String party) throws InterruptedException {
        for (Thread service : services) {
            if (service.getName().equals("join " + party)) {
                service.interrupt();
                service.join(30_000);
            }
        }
    }

    private StringWriter begun() throws Exception {
        done("centre", "init", "--coordinator", "127.0.0.1", "--port", freePort());
        StringWriter served = service("serve", "centre");
        enrolEveryone(served);
        return served;
    }

    private Path offered(StringWriter served) throws Exception {
        Path draft = folder.resolve("draft.json");
        done("centre", "offer", "--draft", draft, "--classes", "black,white");
        assertThat(refused(
                        "centre",
                        "offer",
                        edited("bare.json", draft, Map.of("\"masked\" : true", "\"masked\" : false"))))
                .contains("masked");
        Map<String, String> words = new LinkedHashMap<>();
        words.put("\"bins\" : 1024", "\"bins\" : 64");
        words.put("Say who asks: institution, department, a name to telephone", "Example University");
        assertThat(refused("centre", "offer", edited("half.json", draft, words)))
                .contains("asked.question, asked.purpose and cohort.rules");
        words.put("Say the question, for example: do chest", "Do chest");
        words.put("Say what the answer is for, and which boards allowed it", "A test");
        words.put("Say who is counted, for example: adults", "Adults");
        // Numbers of cells are stale now: they are those of what is installed.
        Path plan = edited("plan.json", draft, words);
        done("centre", "offer", plan);
        assertThat(refused("centre", "offer", plan)).contains("was offered before");
        Path later = edited("later.json", plan, Map.of("Example University", "Somebody Else"));
        assertThat(refused("centre", "offer", later)).contains("another plan \"first-audit\"");
        for (String site : SITES) {
            await("the plan", served, () -> silo(site, "inspect").exit() == 0);
        }
        return plan;
    }

    @Test
    @Tag("slow")
    void threeSitesAreAskedAndAnswerByTheirCommands() throws Exception {
        StringWriter served = begun();
        Path plan = offered(served);
        for (String site : SITES) {
            assertThat(done(site, "inspect", "--predictions", predictions(site, "black", 150, site.length())))
                    .contains("Who asks      Example University")
                    .contains("150 images of 150 patients")
                    .contains("nothing that was answered here gives");
            done(site, "approve");
            if (site.equals("north")) {
                // Other rows after the yes are nobody's, and the approved ones stay.
                assertThat(refused(site, "inspect", "--predictions", predictions("other", "black", 90, 4)))
                        .contains("cannot become mapped");
            }
        }
        await("a result", served, () -> done("centre", "status").contains("result "));
        Path result;
        try (Stream<Path> files = Files.walk(home("centre"))) {
            result = files.filter(file -> file.endsWith("result.txt"))
                    .findFirst()
                    .orElseThrow();
        }
        assertThat(Files.readString(result)).contains("ACROSS 3 SITES").contains("50 + 100");
        for (String site : SITES) {
            await("the end", served, () -> done(site, "status").contains("closed, the result came"));
        }
        assertThat(refused("north", "withdraw", "first-audit")).contains("Its life is over");
        whatIsTakenBack(plan, served);
    }

    private void refusalsOfNorth() throws Exception {
        assertThat(refused("north", "approve")).contains("No rows were chosen");
        assertThat(refused("north", "inspect", "--predictions", predictions("foreign", "yellow", 150, 1)))
                .contains("\"yellow\"")
                .contains("no class of the plan");
        done("north", "inspect", "--predictions", predictions("north", "black", 150, 1));
        predictions("north", "black", 150, 2);
        assertThat(refused("north", "approve")).contains("changed since they were looked at");
        Path kept;
        try (Stream<Path> files = Files.walk(home("north").resolve("plans"))) {
            kept = files.filter(file -> file.endsWith("plan.signed"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] signed = Files.readAllBytes(kept);
        byte[] changed = signed.clone();
        changed[changed.length / 2] ^= 1;
        Files.write(kept, changed);
        assertThat(silo("north", "approve").exit()).isNotZero();
        Files.write(kept, signed);
    }

    /** A second plan, whose rows differ by one patient at one site; refused by another, and taken back. */
    private void whatIsTakenBack(Path plan, StringWriter served) throws Exception {
        done("centre", "offer", edited("second.json", plan, Map.of("first-audit", "second-audit")));
        for (String site : SITES) {
            await(
                    "the second plan",
                    served,
                    () -> silo(site, "inspect", "second-audit").exit() == 0);
        }
        assertThat(done("north", "inspect", "second-audit", "--predictions", predictions("north", "black", 151, 5)))
                .contains("REFUSED by this site's ledger");
        assertThat(refused("north", "approve", "second-audit")).contains("could tell of fewer than 11 patients");
        done("south", "refuse", "second-audit", "--reason", "our board has not met");
        await("the refusal", served, () -> done("centre", "status").contains("south says no: our board has not met"));
        done("centre", "withdraw", "second-audit", "--reason", "a mistake");
        for (String site : List.of("north", "west")) {
            await("the withdrawal", served, () -> done(site, "status").contains("withdrawn, by the coordinator"));
        }
    }
}
