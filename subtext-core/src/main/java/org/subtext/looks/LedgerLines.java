package org.subtext.looks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.KeyedHash;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A ledger as text: a first line with the salt, then one JSON object a line, each sealed together with the line before
 * it, so that a line that was changed, taken out or brought from elsewhere is found.
 */
final class LedgerLines {
    private static final String KIND = "looks";
    private static final int VERSION = 1;
    private static final String BEGINNING = "{\"ledger\":\"" + KIND + "\",";
    private static final int SEAL_DIGITS = 16;
    private static final Pattern SEALED = Pattern.compile("(\\{.*),\"seal\":\"([0-9a-f]{" + SEAL_DIGITS + "})\"\\}");

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .build();

    /** The first line. */
    private record Header(String ledger, int version, String salt) {}

    private final KeyedHash salt;
    private final Map<Integer, Look> looks = new LinkedHashMap<>();
    private String seal;

    private LedgerLines(KeyedHash salt) {
        this.salt = salt;
        this.seal = salt.hex("first seal", "", SEAL_DIGITS);
    }

    /** The first line of a new ledger, with its line break. */
    static String newHeader() {
        return JSON.writeValueAsString(new Header(KIND, VERSION, KeyedHash.newKey())) + "\n";
    }

    /** Whether it was cut off while the first line was written. */
    static boolean isBeginningOfHeader(String text) {
        return BEGINNING.startsWith(text) || text.startsWith(BEGINNING);
    }

    /** A ledger without a look. */
    static LedgerLines none() {
        return new LedgerLines(KeyedHash.ofHex(KeyedHash.newKey()));
    }

    /**
     * Reads whole lines.
     *
     * @param name of the file, for problems
     * @throws InvalidInputException naming the first line that is not as it was written
     */
    static LedgerLines read(List<String> lines, String name) {
        Header header;
        if (lines.isEmpty()) {
            throw damaged(name, 1);
        }
        try {
            header = JSON.readValue(lines.get(0), Header.class);
        } catch (JacksonException e) {
            throw damaged(name, 1);
        }
        if (!KIND.equals(header.ledger())
                || header.version() < 1
                || !String.valueOf(header.salt()).matches("([0-9a-f]{2}){16,}")) {
            throw damaged(name, 1);
        }
        if (header.version() > VERSION) {
            throw new InvalidInputException("The ledger of looks " + name
                    + " was written by a later version of Subtext." + " Use that version, or another folder of runs.");
        }
        LedgerLines read = new LedgerLines(KeyedHash.ofHex(header.salt()));
        for (int line = 1; line < lines.size(); line++) {
            read.take(lines.get(line), name, line + 1);
        }
        return read;
    }

    private void take(String line, String name, int number) {
        Matcher sealed = SEALED.matcher(line);
        if (!sealed.matches()) {
            throw damaged(name, number);
        }
        String next = seal(sealed.group(1) + "}");
        if (!next.equals(sealed.group(2))) {
            throw damaged(name, number);
        }
        try {
            note(JSON.readValue(sealed.group(1) + "}", Look.class), next);
        } catch (JacksonException | IllegalArgumentException e) {
            throw damaged(name, number);
        }
    }

    private static InvalidInputException damaged(String name, int line) {
        return new InvalidInputException("Line " + line + " of the ledger of looks " + name
                + " is not as it was written: it is damaged, was changed, or comes from another ledger. Put the file"
                + " back as it was. If that cannot be, move it away: a new ledger is then begun, and answers say that"
                + " it has no look of the runs that are there.");
    }

    /** A look is where it stands last: an answered one comes after those that were answered before it. */
    private void note(Look look, String itsSeal) {
        looks.remove(look.number());
        looks.put(look.number(), look);
        seal = itsSeal;
    }

    /** The line of a look, with its line break; the look is among these from now on. */
    String add(Look look) {
        String body = JSON.writeValueAsString(look);
        String itsSeal = seal(body);
        note(look, itsSeal);
        return body.substring(0, body.length() - 1) + ",\"seal\":\"" + itsSeal + "\"}\n";
    }

    private String seal(String body) {
        return salt.hex("seal", seal + body, SEAL_DIGITS);
    }

    KeyedHash salt() {
        return salt;
    }

    /** By number, in the order in which they were answered or, without an answer, begun. */
    Map<Integer, Look> looks() {
        return looks;
    }
}
