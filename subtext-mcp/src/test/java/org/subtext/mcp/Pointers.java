package org.subtext.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subtext.provenance.ContentHash;
import tools.jackson.databind.JsonNode;

/** Follows the pointers of answers into the files of the runs that they are of; files are read once. */
final class Pointers {
    private static final Pattern DECIMALS = Pattern.compile("\\d\\.(\\d+)");

    private final Path runs;
    private final Map<Path, JsonNode> read = new HashMap<>();
    private final Map<Path, String> hashes = new HashMap<>();
    private int numbers;

    /** Into runs whose labels are the names of their folders. */
    Pointers(Path runs) {
        this.runs = runs;
    }

    /** How many numbers were found where they were said to be. */
    int numbers() {
        return numbers;
    }

    /** Follows all figures of an answer, of which some have no numbers. */
    void follow(JsonNode answer) throws IOException {
        JsonNode told = answer.path("structuredContent");
        String run = told.path("run").path("label").asString("");
        for (JsonNode figure : told.path("figures")) {
            follow(run, figure);
        }
    }

    /** Follows one: the file is as it was hashed, and holds at the place what is told, but for its rounding. */
    void follow(String run, JsonNode figure) throws IOException {
        Path file = runs.resolve(run).resolve(figure.path("file").asString());
        if (!read.containsKey(file)) {
            read.put(file, Assistant.JSON.readTree(Files.readAllBytes(file)));
            hashes.put(file, ContentHash.ofFile(file).hex());
        }
        assertThat(figure.path("sha256").asString()).isEqualTo(hashes.get(file));
        JsonNode stored = read.get(file).at(figure.path("pointer").asString());
        assertThat(stored.isMissingNode()).as(figure.toString()).isFalse();
        if (!figure.path("value").isNull()) {
            double number = (stored.isObject() ? stored.path("value") : stored).asDouble();
            double told = figure.path("value").asDouble();
            assertThat(Math.abs(told - number)).as(figure.toString()).isLessThanOrEqualTo(rounding(figure));
            numbers++;
        }
    }

    /** Half a unit of the last digit that is told; a number without decimals is told whole. */
    private static double rounding(JsonNode figure) {
        Matcher decimals = DECIMALS.matcher(figure.path("text").asString());
        return decimals.find() ? 0.5 * Math.pow(10, -decimals.group(1).length()) + 1e-9 : 1e-9;
    }
}
