package org.subtext.harm;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One answer over all gaps: harm is shown where any gap shows it, excluded where every assessed gap excludes it, and
 * else cannot be told. What was not assessed is answered by nothing, and counted.
 *
 * @param verdict over all
 * @param gaps how many have each verdict
 * @param harmed groups that a gap shows to be harmed, by name
 * @param notAssessed groups of which no gap was assessed, by name
 */
public record HarmAnswer(Verdict verdict, Map<Verdict, Integer> gaps, List<String> harmed, List<String> notAssessed) {
    public HarmAnswer {
        gaps = Collections.unmodifiableMap(new TreeMap<>(gaps));
        harmed = List.copyOf(harmed);
        notAssessed = List.copyOf(notAssessed);
    }

    /** The answer of an assessment. */
    public static HarmAnswer of(HarmAssessment assessment) {
        Map<Verdict, Integer> gaps = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            gaps.put(verdict, (int)
                    assessment.gaps().filter(gap -> gap.verdict() == verdict).count());
        }
        List<String> harmed = assessment
                .gaps()
                .filter(gap -> gap.verdict() == Verdict.HARM_SHOWN)
                .flatMap(gap -> gap.harmed().stream())
                .distinct()
                .sorted()
                .toList();
        List<String> assessed = groups(assessment, true).toList();
        List<String> notAssessed = groups(assessment, false)
                .filter(group -> !assessed.contains(group))
                .sorted()
                .toList();
        return new HarmAnswer(verdict(gaps), gaps, harmed, notAssessed);
    }

    /** How many gaps have a verdict. */
    public int count(Verdict one) {
        return gaps.getOrDefault(one, 0);
    }

    private static Stream<String> groups(HarmAssessment assessment, boolean assessed) {
        return assessment
                .gaps()
                .filter(gap -> (gap.verdict() != Verdict.NOT_ASSESSED) == assessed)
                .map(HarmAssessment.Gap::group)
                .collect(Collectors.toSet())
                .stream();
    }

    private static Verdict verdict(Map<Verdict, Integer> gaps) {
        for (Verdict one : List.of(Verdict.HARM_SHOWN, Verdict.CANNOT_TELL, Verdict.HARM_EXCLUDED)) {
            if (gaps.getOrDefault(one, 0) > 0) {
                return one;
            }
        }
        return Verdict.NOT_ASSESSED;
    }
}
