package org.subtext.silo.talk;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.sums.Terms;
import org.subtext.silo.sums.Told;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the coordinator asks in a round: an operation of the plan, with what earlier sums came to.
 *
 * @param round from 1
 * @param attempt from 1
 * @param operation that the plan has for this round
 * @param until after which nobody answers
 * @param told of earlier sums
 */
public record RoundAsk(int round, int attempt, String operation, Instant until, Told told) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private record Text(int round, int attempt, String operation, String until, Map<String, double[]> told) {}

    public byte[] bytes() {
        return JSON.writeValueAsBytes(
                new Text(round, attempt, operation, until.toString(), new TreeMap<>(told.numbers())));
    }

    /** @throws IllegalArgumentException if these bytes ask nothing */
    public static RoundAsk read(byte[] bytes) {
        try {
            Text text = JSON.readValue(bytes, Text.class);
            return new RoundAsk(
                    text.round, text.attempt, text.operation, Instant.parse(text.until), Told.of(text.told));
        } catch (JacksonException | java.time.DateTimeException | org.subtext.problems.InvalidInputException e) {
            throw new IllegalArgumentException("not what a coordinator asks", e);
        }
    }

    /**
     * A hash of all that a site's numbers depend on beside its own patients: two rounds with one such hash ask for the
     * same numbers, also in two plans that differ in bins or dates.
     */
    public ContentHash model(Terms terms) {
        String numbers = JSON.writeValueAsString(new TreeMap<>(told.numbers()));
        return ContentHash.ofBytes(String.join(
                        "\n",
                        "subtext-silo ask 1",
                        operation,
                        terms.positive(),
                        new TreeSet<>(terms.against()).toString(),
                        new TreeSet<>(terms.groups()).toString(),
                        numbers)
                .getBytes(StandardCharsets.UTF_8));
    }
}
