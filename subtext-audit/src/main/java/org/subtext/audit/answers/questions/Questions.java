package org.subtext.audit.answers.questions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.subtext.audit.answers.Figure;
import org.subtext.audit.answers.Figures;
import org.subtext.audit.answers.Labels;
import org.subtext.audit.answers.Slot;
import org.subtext.audit.answers.Topic;
import org.subtext.audit.answers.questions.Language.Asked;
import org.subtext.audit.answers.questions.Reply.Answered;
import org.subtext.audit.answers.questions.Reply.NotAnswered;
import org.subtext.audit.answers.questions.Reply.Reason;
import org.subtext.audit.answers.questions.Vocabulary.Forbidden;
import org.subtext.audit.answers.questions.Vocabulary.Name;
import org.subtext.audit.answers.questions.Vocabulary.Sense;
import org.subtext.audit.answers.questions.Vocabulary.Span;

/**
 * Questions about one run in plain words, answered by its figures.
 *
 * <p>Nothing is guessed. A question is answered where every word of it is accounted for by one of those that can be
 * asked, by a name of the run, or by a word that changes nothing; and where no other one fits it as well. Without a
 * model and without a network: the words are data, a file a language. Immutable.
 */
public final class Questions {
    /** Letters of the longest question. */
    public static final int LONGEST = 500;

    private static final String ENGLISH = "en";
    /** Where a run has no name to put in: such a question cannot be asked of it. */
    private static final String NO_NAME = "…";

    private static final int MOST_LINES = 30;
    private static final int MOST_NAMES = 20;
    private static final int NEAREST = 3;
    private static final int MOST_POINTERS = 5;
    private static final int HASH = 12;

    /** What may begin a question, and what may stand before a second one. */
    private static final Set<String> BEGINNINGS = Set.of(
            "what", "whats", "which", "who", "how", "why", "is", "are", "does", "do", "did", "was", "were", "where",
            "when", "can", "could");

    /** What may stand between the two: "and by which route". */
    private static final Set<String> LEADS =
            Set.of("at", "by", "for", "from", "in", "of", "on", "through", "under", "with", "within");

    private static final Set<String> JOINTS = Set.of("and", "or", "also", "then", "plus");

    private final Language language;
    private final Figures figures;
    private final Vocabulary vocabulary;
    private final List<Asked> here;
    private final List<Asked> elsewhere;

    private Questions(Language language, Figures figures) {
        this.language = language;
        this.figures = figures;
        vocabulary = new Vocabulary(language, figures);
        Set<Topic> told = figures.all().stream().map(Figure::topic).collect(Collectors.toSet());
        here = language.questions().stream().filter(one -> one.isFor(told)).toList();
        elsewhere =
                language.questions().stream().filter(one -> !one.isFor(told)).toList();
    }

    /** In English. */
    public static Questions about(Figures figures) {
        return new Questions(Language.of(ENGLISH), figures);
    }

    /** Every question that this run answers, with names of it put in. */
    public List<String> all() {
        return here.stream()
                .map(one -> worded(one, List.of()))
                .filter(this::canBeAsked)
                .distinct()
                .toList();
    }

    /** Answers a question, or says why not. */
    public Reply ask(String question) {
        if (question.length() > LONGEST) {
            return none(Reason.NOT_UNDERSTOOD, language.phrase("long"), List.of());
        }
        List<Span> spans = vocabulary.spans(question);
        if (spans.stream().allMatch(Span::isPause)) {
            return none(Reason.NOT_UNDERSTOOD, language.phrase("empty"), spans);
        }
        if (areTwo(spans)) {
            return none(Reason.TWO, language.phrase("two"), spans);
        }
        List<Fit> fits = fits(here, spans);
        if (fits.isEmpty()) {
            return fits(elsewhere, spans).isEmpty()
                    ? unfit(spans)
                    : none(Reason.ABSENT, language.phrase("absent"), spans);
        }
        Optional<Name> unclear =
                vocabulary.unclear(spans).or(() -> isOtherwise(fits.get(0), spans) ? named(spans) : Optional.empty());
        if (unclear.isPresent()) {
            String label = unclear.get().label();
            String says = language.phrase("named")
                    .replace("{words}", '"' + label + '"')
                    .replace("{name}", label);
            return none(Reason.UNSURE, says, spans);
        }
        return isTied(fits)
                ? none(
                        Reason.UNSURE,
                        language.phrase("unsure"),
                        fits.stream()
                                .limit(NEAREST)
                                .map(fit -> worded(fit.asked(), fit.names()))
                                .distinct()
                                .toList(),
                        spans)
                : answer(fits.get(0), spans);
    }

    /** Whether another question, or the same of other figures, fits as well. */
    private boolean isTied(List<Fit> fits) {
        Fit first = fits.get(0);
        return fits.stream()
                .skip(1)
                .filter(fit -> fit.score() == first.score())
                .anyMatch(
                        fit -> !fit.asked().equals(first.asked()) || !found(fit).equals(found(first)));
    }

    /** Whether the question would be answered by something else, were names in it no more than words. */
    private boolean isOtherwise(Fit fit, List<Span> spans) {
        List<Span> words = spans.stream().map(Span::withoutName).toList();
        return !words.equals(spans)
                && fits(here, words).stream().anyMatch(other -> !found(other).equals(found(fit)));
    }

    /** The first name that is a word of the language too. */
    private static Optional<Name> named(List<Span> spans) {
        return spans.stream()
                .filter(span -> !span.withoutName().equals(span))
                .flatMap(span -> span.meanings().stream())
                .filter(Name.class::isInstance)
                .map(Name.class::cast)
                .findFirst();
    }

    private static List<Fit> fits(List<Asked> questions, List<Span> spans) {
        return questions.stream()
                .flatMap(one -> Fit.of(one, spans).stream())
                .sorted(Comparator.comparingInt((Fit fit) -> -fit.score()))
                .toList();
    }

    /** Whether something that begins a question, and goes on, begins twice, or one goes on after its end. */
    private static boolean areTwo(List<Span> spans) {
        int begun = 0;
        boolean isOver = false;
        boolean mayBegin = true;
        boolean isJoined = false;
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            List<String> words = List.of(Letters.folded(span.written()).split(" "));
            List<String> led =
                    isJoined ? words.stream().dropWhile(LEADS::contains).toList() : words;
            boolean goesOn = spans.subList(i + 1, spans.size()).stream().anyMatch(one -> !one.isPause());
            if (mayBegin && goesOn && !led.isEmpty() && BEGINNINGS.contains(led.get(0))) {
                begun++;
            }
            isOver |= words.get(0).equals("?") && i > 0 && goesOn;
            isJoined = JOINTS.contains(words.get(0)) && mayFollow(span) || led.isEmpty();
            mayBegin = span.isPause() || isJoined;
        }
        return begun > 1 || isOver;
    }

    private static boolean mayFollow(Span span) {
        return span.meanings().stream().noneMatch(Name.class::isInstance);
    }

    private Reply unfit(List<Span> spans) {
        Optional<String> forbidden = spans.stream()
                .flatMap(span -> span.meanings().stream())
                .filter(Forbidden.class::isInstance)
                .map(one -> ((Forbidden) one).why())
                .findFirst();
        if (forbidden.isPresent()) {
            Language.Refused refused = language.refused().get(forbidden.get());
            return none(Reason.REFUSED, refused == null ? forbidden.get() : refused.says(), spans);
        }
        List<String> unknown = spans.stream()
                .filter(Span::isUnknown)
                .map(span -> "\"" + Labels.of(span.written()) + "\"")
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            String says = language.phrase("unknown").replace("{words}", String.join(", ", unknown));
            return none(Reason.NOT_UNDERSTOOD, says + known(), spans);
        }
        if (holds(spans, "not")) {
            return none(Reason.NEGATED, language.phrase("negated"), spans);
        }
        return holds(spans, "compare") || holds(spans, "difference")
                ? none(Reason.COMPARED, language.phrase("compared"), spans)
                : none(Reason.NOT_UNDERSTOOD, language.phrase("unfit"), spans);
    }

    /** The names that can be asked for, since an unknown word is most often the name of something else. */
    private String known() {
        Set<Slot> asked = new LinkedHashSet<>();
        here.forEach(one -> asked.addAll(one.slots()));
        return asked.stream()
                .filter(slot -> !figures.names(slot).isEmpty())
                .map(slot -> " "
                        + language.phrase("known")
                                .replace("{kind}", language.phrase(slot.name()))
                                .replace("{names}", some(figures.names(slot))))
                .collect(Collectors.joining());
    }

    private String some(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
        return names.size() > MOST_NAMES ? shown + ", " + more(names.size() - MOST_NAMES) : shown;
    }

    private String more(int count) {
        return language.phrase("more").replace("{count}", String.valueOf(count));
    }

    private static boolean holds(List<Span> spans, String sense) {
        return spans.stream().anyMatch(span -> span.meanings().contains(new Sense(sense)));
    }

    private Reply answer(Fit fit, List<Span> spans) {
        Asked asked = fit.asked();
        List<Figure> found = found(fit);
        if (found.isEmpty()) {
            return none(Reason.ABSENT, language.phrase("absent"), spans);
        }
        if (found.size() > 1 && !asked.lists()) {
            for (Slot slot : Slot.values()) {
                List<String> names = found.stream()
                        .flatMap(one -> Stream.ofNullable(one.names().get(slot)))
                        .distinct()
                        .toList();
                if (names.size() > 1) {
                    String says = language.phrase("which")
                            .replace("{kind}", language.phrase(slot.name()))
                            .replace("{names}", some(names));
                    return none(Reason.UNSURE, says, List.of(), spans);
                }
            }
        }
        return answered(asked, found);
    }

    /**
     * Figures of this run in the words in which answers tell them, whatever they are of; the same on every face.
     *
     * @param found some of the run's figures
     */
    public Answered told(List<Figure> found) {
        List<String> lines = new ArrayList<>();
        Set<String> limits = new LinkedHashSet<>();
        for (Figure one : found) {
            Optional<Asked> asked = teller(one.topic());
            lines.add(asked.map(by -> line(by, one)).orElse(one.text()));
            asked.flatMap(by -> Optional.ofNullable(language.limits().get(by.limits())))
                    .ifPresent(limits::add);
        }
        return new Answered(
                "",
                lines,
                found,
                found.isEmpty() ? language.phrase("absent") : source(found),
                language.phrase("limits") + ": " + String.join(" ", limits));
    }

    /** Of questions with the same answer the one that names what each line is of. */
    private Optional<Asked> teller(Topic topic) {
        return language.questions().stream()
                .filter(one -> one.topic() == topic)
                .min(Comparator.comparing((Asked one) -> !one.lists()));
    }

    private List<Figure> found(Fit fit) {
        return figures.all().stream()
                .filter(one -> one.topic() == fit.asked().topic())
                .filter(one -> isOf(one, fit.names()))
                .toList();
    }

    /** Whether a figure is of the names, each as what it was asked for; the second of two may be what it is less. */
    private static boolean isOf(Figure figure, List<Name> names) {
        return names.stream().filter(name -> name.slot() != Slot.ATTRIBUTE).allMatch(name -> {
            boolean isOfTwo =
                    names.stream().filter(one -> one.slot() == name.slot()).count() > 1;
            boolean isBesideIt = figure.topic() == Topic.GAP && name.slot() == Slot.GROUP; // the reference has no other
            return name.label().equals(figure.names().get(name.slot()))
                    || (isOfTwo || isBesideIt)
                            && name.label().equals(figure.names().get(Slot.ITEM));
        });
    }

    private Answered answered(Asked asked, List<Figure> found) {
        List<String> lines = new ArrayList<>(
                found.stream().limit(MOST_LINES).map(one -> line(asked, one)).toList());
        if (found.size() > MOST_LINES) {
            lines.add(more(found.size() - MOST_LINES));
        }
        String limits = language.limits().getOrDefault(asked.limits(), "");
        return new Answered(asked.id(), lines, found, source(found), language.phrase("limits") + ": " + limits);
    }

    private String line(Asked asked, Figure figure) {
        Integer n = figure.n();
        String text = figure.isWithheld() && !figure.text().contains(figure.reason())
                ? language.phrase("withheld").replace("{text}", figure.text()).replace("{reason}", figure.reason())
                : figure.text();
        StringBuilder line = new StringBuilder();
        for (String part : asked.answer().split("(?=\\{)|(?<=})")) {
            line.append(
                    switch (part) {
                        case "{text}" -> text;
                        case "{n}" ->
                            n == null ? "" : language.phrase("patients").replace("{n}", count(n));
                        case "{COHORT}" -> cohort(figure);
                        case "{FIRST}" -> figure.names().getOrDefault(Slot.COHORT, "");
                        case "{BY}" -> by(figure);
                        default -> named(part, figure);
                    });
        }
        return line.toString();
    }

    /** Whose scores they are, where there are several models. */
    private String by(Figure figure) {
        String model = figure.names().get(Slot.MODEL);
        return model == null ? "" : language.phrase("by").replace("{name}", model);
    }

    private static String count(int n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** Cohort and reader, each named where there are several. */
    private String cohort(Figure figure) {
        StringBuilder named = new StringBuilder();
        for (Slot slot : List.of(Slot.COHORT, Slot.READER)) {
            String name = figure.names().get(slot);
            if (name != null && figures.names(slot).size() > 1) {
                named.append(", ").append(name);
            }
        }
        return named.toString();
    }

    private static String named(String part, Figure figure) {
        for (Slot slot : Slot.values()) {
            if (part.equals("{" + slot + "}")) {
                return figure.names().getOrDefault(slot, "");
            }
        }
        return part;
    }

    private String source(List<Figure> found) {
        StringBuilder source = new StringBuilder(language.phrase("source")).append(": ");
        List<String> files = found.stream()
                .map(one ->
                        one.place().file() + " (SHA-256 " + one.place().sha256().substring(0, HASH) + ")")
                .distinct()
                .toList();
        List<String> pointers =
                found.stream().map(one -> one.place().pointer()).distinct().toList();
        source.append(String.join(", ", files)).append(" at ");
        source.append(String.join(", ", pointers.subList(0, Math.min(MOST_POINTERS, pointers.size()))));
        return pointers.size() > MOST_POINTERS
                ? source.append(", ")
                        .append(more(pointers.size() - MOST_POINTERS))
                        .toString()
                : source.toString();
    }

    private Reply none(Reason reason, String says, List<Span> spans) {
        return none(reason, says, nearest(spans), spans);
    }

    private Reply none(Reason reason, String says, List<String> mayAsk, List<Span> spans) {
        return new NotAnswered(reason, says, mayAsk.isEmpty() ? nearest(spans) : mayAsk, language.phrase("may-ask"));
    }

    /** The three that come nearest; the first ones where none does. */
    private List<String> nearest(List<Span> spans) {
        List<Name> names = spans.stream()
                .flatMap(span -> span.meanings().stream())
                .filter(Name.class::isInstance)
                .map(Name.class::cast)
                .toList();
        return here.stream()
                .sorted(Comparator.comparingInt((Asked one) -> -Fit.nearness(one, spans)))
                .map(one -> worded(one, names))
                .filter(this::canBeAsked)
                .distinct()
                .limit(NEAREST)
                .toList();
    }

    private boolean canBeAsked(String question) {
        return !question.contains(NO_NAME)
                && vocabulary.unclear(vocabulary.spans(question)).isEmpty();
    }

    /** A question in full, with names that were asked for or else the first that there are. */
    private String worded(Asked asked, List<Name> names) {
        String text = asked.asks();
        List<String> used = new ArrayList<>();
        for (Slot slot : Slot.values()) {
            while (text.contains("{" + slot + "}")) {
                text = replaced(text, "{" + slot + "}", slot, asked, names, used);
            }
        }
        return text.contains("{OTHER}") ? replaced(text, "{OTHER}", Slot.CLASS, asked, names, used) : text;
    }

    private boolean isToldOf(Topic topic, Slot slot, String label) {
        return figures.all().stream()
                .anyMatch(
                        one -> one.topic() == topic && label.equals(one.names().get(slot)));
    }

    private String replaced(String text, String place, Slot slot, Asked asked, List<Name> names, List<String> used) {
        String name = Stream.concat(
                        names.stream()
                                .filter(one -> one.slot() == slot)
                                .map(Name::label)
                                .filter(label -> place.equals("{OTHER}") || isToldOf(asked.topic(), slot, label)),
                        figures.all().stream()
                                .filter(one -> one.topic() == asked.topic())
                                .flatMap(one -> Stream.ofNullable(one.names().get(slot))))
                .filter(one -> !used.contains(one))
                .findFirst()
                .orElse(NO_NAME);
        used.add(name);
        return text.replace(place, vocabulary.inQuestion(name));
    }
}
