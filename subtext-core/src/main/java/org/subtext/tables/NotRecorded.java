package org.subtext.tables;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which cells say that nothing was recorded: empty ones, the words by which people and programs say so, and the errors
 * that spreadsheets write. A word that is a value for once, as a class really called None, is declared.
 */
public final class NotRecorded {
    private static final NotRecorded USUAL = new NotRecorded(Set.of());

    /** As people write it, in several languages; brackets and quotes around them do not count. */
    private static final String WORDS = """
        - | -- | --- | . | .. | ... | ? | ?? | ??? | / | _ | * | **
        na | n/a | n.a. | n.a | n / a | nan | none | nil | null
        missing | missing value | missing data | blank | empty | no data | no value | no entry | no information
        no answer | no response | undefined | unk | unk. | unkn | ukn
        unknown | unknown/not specified | unknown, unavailable or unreported | unknown or not reported
        unknown/not reported | unknown / not reported | not reported/unknown | not reported / unknown
        unknown race | race unknown | unknown ethnicity | ethnicity unknown | unknown sex | sex unknown
            unknown gender | gender unknown | unknown/missing | unspecified | unavailable | unreported | unrecorded | unstated
        not available | not applicable | not known | not recorded | not reported | not specified | not stated
        not documented | not provided | not asked | not obtained | not collected | not disclosed | not given
        not entered | not answered | not assigned | not listed | not on file | not determined | not supplied
        n/a (not applicable) | na (not available) | information not available | data not available
        unable to obtain | unable to determine | unable to answer | unable to assess
        patient declined to answer | patient declines to answer | patient declined | patient refused | patient unable
        declined to answer | declines to answer | decline to answer | decline to state | declined to state
        declined to specify | declined | declined/not stated | declined / unknown | refused | refused to answer
        refuse to answer | refused/declined | prefer not to say | prefer not to answer | prefer not to disclose
        prefer not to state | prefer not to respond | choose not to answer | choose not to disclose
        chose not to disclose | did not answer | do not know | does not know | don't know | dont know
        asked but unknown | asked but no answer | asku | nask | withheld | redacted | to be determined | tbd
        unbekannt | keine angabe | keine angaben | k.a. | k. a. | nicht angegeben | nicht bekannt | fehlt
        inconnu | inconnue | non renseigné | non renseigne | non précisé | desconocido | desconocida
        sin información | sin informacion | sin dato | sin datos | no informado | no especificado
        desconhecido | não informado | nao informado | sem informação | sem informacao | ignorado
        sconosciuto | non noto | onbekend | okänd | ukjent | ukendt | 不明 | 不详 | 未知 | 無 | 无 | 미상
        """;

    /** As programs write it: pandas, R, Excel, SAS, SPSS, Stata, MATLAB, SQL. */
    private static final String PROGRAMS = """
        nat | -nan | -1.#ind | 1.#ind | -1.#qnan | 1.#qnan | #na | #n/a | #n/a n/a | pd.na | np.nan | numpy.nan
        na_character_ | na_integer_ | na_real_ | sysmis | ._ | \\n | dbnull
        #name? | #value! | #ref! | #div/0! | #null! | #num! | #getting_data | #spill! | #calc! | #field! | #error!
        #unknown! | #blocked! | #connect! | #busy! | #external! | #python!
        """;

    /** Folded. */
    private static final Set<String> WORDINGS = Stream.concat(
                    Stream.of(WORDS, PROGRAMS)
                            .flatMap(String::lines)
                            .flatMap(line -> Arrays.stream(line.split(" \\| "))),
                    Stream.concat(
                            Stream.of(""),
                            // Stata and SAS have twenty-six kinds of missing values.
                            "abcdefghijklmnopqrstuvwxyz".chars().mapToObj(letter -> "." + (char) letter)))
            .map(Wording::folded)
            .collect(Collectors.toUnmodifiableSet());

    /** Answers as well: no finding, no treatment, no further group. */
    private static final Set<String> OFTEN_VALUES = Set.of("none", "nil", "not applicable");

    private static final int LONGEST =
            WORDINGS.stream().mapToInt(String::length).max().orElse(0);

    private final Set<String> declared;

    private NotRecorded(Set<String> declared) {
        this.declared = declared;
    }

    /** The usual words but for those that are values here, in any writing. */
    public static NotRecorded except(Collection<String> values) {
        return values.isEmpty()
                ? USUAL
                : new NotRecorded(values.stream().map(Wording::folded).collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether a cell says nothing, by the usual words. */
    public static boolean is(@Nullable String cell) {
        return USUAL.holds(cell);
    }

    /** Whether a word for nothing is so often a value that it is to be said what it was taken for. */
    static boolean isOftenAValue(String cell) {
        return OFTEN_VALUES.contains(Wording.folded(cell));
    }

    /** Whether a cell says nothing. */
    public boolean holds(@Nullable String cell) {
        if (cell == null) {
            return true;
        }
        if (cannotBeOne(cell)) {
            return false;
        }
        String folded = Wording.folded(cell);
        return (WORDINGS.contains(folded) || WORDINGS.contains(withoutBrackets(folded))) && !declared.contains(folded);
    }

    /**
     * No word is long or has a digit above one: most ids and measurements are settled here, at the cost of a glance.
     */
    private static boolean cannotBeOne(String cell) {
        if (cell.length() > 3 * LONGEST) {
            return true;
        }
        for (int i = 0; i < cell.length(); i++) {
            char letter = cell.charAt(i);
            if (letter >= '2' && letter <= '9') {
                return true;
            }
        }
        return false;
    }

    /** "(blank)", "&lt;NA&gt;", "[missing]" and "'null'" say what their inside says. */
    private static String withoutBrackets(String folded) {
        int last = folded.length() - 1;
        boolean isWithin = last > 1
                && ("([{<\"'`".indexOf(folded.charAt(0)) >= 0)
                && "([{<\"'`".indexOf(folded.charAt(0)) == ")]}>\"'`".indexOf(folded.charAt(last));
        return isWithin ? folded.substring(1, last).strip() : folded;
    }
}
