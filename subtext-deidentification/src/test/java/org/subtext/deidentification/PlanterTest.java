package org.subtext.deidentification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.deidentification.pseudonyms.Pseudonyms;
import org.subtext.deidentification.pseudonyms.Salt;
import org.subtext.deidentification.streams.VideoPolicy;
import org.subtext.identities.IdRule;
import org.subtext.progress.Progress;

/** Text of its own in every kind of place, and none of it anywhere in what comes out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanterTest {
    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            Charset.forName("ISO-8859-5"),
            Charset.forName("GB18030"));

    private static final String SALT = "000102030405060708090a0b0c0d0e0f";

    /** Kinds of place whose text still comes out; to be empty. */
    private static final Set<String> KNOWN_TO_SURVIVE = Set.of();

    private final List<Place> places = new ArrayList<>();
    private final Map<String, Path> written = new HashMap<>();
    private final Pseudonyms pseudonyms = new Pseudonyms(Salt.ofHex(SALT));
    private Path folder = Path.of("");

    @BeforeAll
    void plantAndDeidentify(@TempDir Path temporary) throws IOException {
        folder = temporary;
        places.addAll(PlacesInElements.all());
        places.addAll(PlacesInText.all());
        places.addAll(PlacesInPixels.all());
        Path input = Files.createDirectories(folder.resolve("in"));
        for (int i = 0; i < places.size(); i++) {
            Files.write(input.resolve(name(i)), places.get(i).file(i));
        }
        Path salt = Files.writeString(folder.resolve("salt"), SALT);
        Files.setPosixFilePermissions(salt, PosixFilePermissions.fromString("rw-------"));
        Deidentification.run(
                new DeidentificationPlan(
                        input,
                        folder.resolve("out"),
                        salt,
                        Set.of(),
                        BurnedInPolicy.FLAG,
                        VideoPolicy.EXCLUDE,
                        Optional.empty(),
                        List.of(),
                        IdRule.ASK),
                Progress.SILENT);
        try (Stream<Path> tree = Files.walk(folder.resolve("out/dicom"))) {
            tree.filter(Files::isRegularFile)
                    .forEach(path -> written.put(path.getFileName().toString(), path));
        }
    }

    @Test
    void thereAreManyKindsOfPlaceEachWithANameOfItsOwn() {
        assertThat(places).hasSizeGreaterThan(200).extracting(Place::name).doesNotHaveDuplicates();
    }

    @Test
    void whatIsPlantedIsThereBeforehand() {
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            if (!place.name().contains("deflated")) {
                assertThat(holds(place.file(i), place.secret(i)))
                        .as(place.name())
                        .isTrue();
            }
        }
    }

    @Test
    void nothingPlantedComesOut() throws IOException {
        Set<String> survivors = new TreeSet<>();
        for (int i = 0; i < places.size(); i++) {
            Optional<Path> out = output(i);
            if (out.isPresent()
                    && holds(Files.readAllBytes(out.get()), places.get(i).secret(i))) {
                survivors.add(places.get(i).name());
            }
        }
        survivors.removeAll(KNOWN_TO_SURVIVE);
        assertThat(survivors).isEmpty();
    }

    @Test
    void nothingPlantedIsInAnyOtherFile() throws IOException {
        List<Path> all;
        try (Stream<Path> tree = Files.walk(folder.resolve("out"))) {
            all = tree.filter(Files::isRegularFile).toList();
        }
        for (Path file : all) {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
            if (!file.toString().endsWith(".dcm")) {
                assertThat(text).as(file.toString()).doesNotContain("WERMUT", "77331", "19470807", "NEMO");
            }
        }
    }

    /** A file that is refused hides what would have come out of it. */
    @Test
    void mostFilesAreWritten() {
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            if (output(i).isEmpty()) {
                refused.add(places.get(i).name());
            }
        }
        assertThat(refused).as(refused.toString()).hasSizeLessThan(places.size() / 8);
    }

    private static String name(int number) {
        return "file-%03d.dcm".formatted(number);
    }

    private Optional<Path> output(int number) {
        return Optional.ofNullable(written.get(pseudonyms.file(name(number)) + ".dcm"));
    }

    /** As it is, in other character sets, and with every second byte only, as words of 16 bits hold bytes. */
    private static boolean holds(byte[] bytes, String secret) {
        for (byte[] view : List.of(bytes, swapped(bytes), everySecond(bytes, 0), everySecond(bytes, 1))) {
            String text = lower(view);
            for (Charset charset : CHARSETS) {
                if (text.contains(lower(secret.getBytes(charset)))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static byte[] swapped(byte[] bytes) {
        byte[] other = bytes.clone();
        for (int i = 0; i + 1 < other.length; i += 2) {
            other[i] = bytes[i + 1];
            other[i + 1] = bytes[i];
        }
        return other;
    }

    private static byte[] everySecond(byte[] bytes, int from) {
        byte[] half = new byte[(bytes.length - from + 1) / 2];
        for (int i = 0; i < half.length; i++) {
            half[i] = bytes[from + 2 * i];
        }
        return half;
    }

    private static String lower(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }
}
