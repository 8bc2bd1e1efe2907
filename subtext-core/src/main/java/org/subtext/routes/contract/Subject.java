package org.subtext.routes.contract;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.subtext.perturbation.contract.Role;
import org.subtext.wording.Digits;
import org.subtext.wording.Lists;

/**
 * What a setting is about. Whoever reads a battery asks this; the label is made from it for people and never read back.
 *
 * <p>Labels name the files of stored evidence and the random draws of an experiment: a label that changes loses both.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "about")
public sealed interface Subject {
    /** For a reader of the report; unique within route and mode. */
    String label();

    /** Place on the route's axis; null where it has none. */
    default @Nullable Double position() {
        return null;
    }

    /** What it does to what images hold. */
    default Role role() {
        return Role.OTHER;
    }

    /** Name of the kind whose settings are read side by side; empty for what stands by itself. */
    default String kind() {
        return "";
    }

    /** One of its sort: there is nothing to it but its name. */
    record Named(String name) implements Subject {
        @Override
        public String label() {
            return name;
        }
    }

    /**
     * Images as perturbations leave them.
     *
     * @param steps in turn; one for most
     * @param role of a single step
     */
    record Perturbed(List<Step> steps, Role role) implements Subject {
        private static final String AS_CODED = " as coded";

        public Perturbed {
            steps = List.copyOf(steps);
        }

        /**
         * One perturbation.
         *
         * @param asCoded whether the study's code did it; the last of those that it did together says so for all
         */
        public record Step(String kind, List<Double> numbers, boolean asCoded) {
            public Step {
                numbers = List.copyOf(numbers);
            }

            private String words() {
                return kind
                        + numbers.stream()
                                .map(number -> " " + Digits.parameter(number))
                                .collect(Collectors.joining())
                        + (asCoded ? AS_CODED : "");
            }
        }

        @Override
        public String label() {
            return steps.stream().map(Step::words).collect(Collectors.joining(" + "));
        }

        /** The only number of a single step: more have no single axis. */
        @Override
        public @Nullable Double position() {
            boolean isOneNumber = steps.size() == 1 && steps.get(0).numbers().size() == 1;
            return isOneNumber ? steps.get(0).numbers().get(0) : null;
        }

        @Override
        public String kind() {
            boolean hasLike = steps.size() == 1 && !steps.get(0).numbers().isEmpty();
            return hasLike ? steps.get(0).kind() : "";
        }
    }

    /**
     * Images attacked, or changed as much without a direction.
     *
     * @param route the attack's own
     * @param ofTheStudy whether as the study's code did it
     * @param strength on the route's axis; null where there is none
     */
    record Attacked(
            String route, boolean ofTheStudy, @Nullable Double strength, Role role) implements Subject {
        @Override
        public String label() {
            return named() + (strength == null ? "" : " " + Digits.parameter(strength));
        }

        @Override
        public @Nullable Double position() {
            return strength;
        }

        @Override
        public String kind() {
            return strength == null ? "" : named();
        }

        private String named() {
            return (ofTheStudy ? "study-" : "") + route;
        }
    }

    /** A tile of that share of the side, hidden place by place. */
    record HiddenTile(int across) implements Subject {
        @Override
        public String label() {
            return "hidden-tile 1/" + across;
        }
    }

    /** What lies on one side of a mask's edge. */
    record Region(String mask, boolean isInside, boolean hasMargin) implements Subject {
        @Override
        public String label() {
            return mask + (isInside ? " inside" : " outside") + (hasMargin ? " with a margin" : "");
        }
    }

    /** The bare shape of a mask. */
    record Outline(String mask) implements Subject {
        @Override
        public String label() {
            return mask + " shape only";
        }
    }

    /** Maps of importance by one method. */
    record Maps(String method) implements Subject {
        @Override
        public String label() {
            return method + " maps";
        }
    }

    /** A model of every recorded column that may explain anything. */
    record AllColumns(String model) implements Subject {
        @Override
        public String label() {
            return "all columns, " + model;
        }
    }

    /** A model of the recorded columns of one topic. */
    record TopicColumns(String topic, String model) implements Subject {
        @Override
        public String label() {
            return topic + "-only, " + model;
        }
    }

    /** A model of one recorded column. */
    record OneColumn(String column) implements Subject {
        @Override
        public String label() {
            return column + " alone";
        }
    }

    /** A column that was asked for and is not there. */
    record MissingColumn(String route, String column) implements Subject {
        @Override
        public String label() {
            return route + ": column " + column;
        }
    }

    /** A recorded column that a network is to read from the image. */
    record ColumnFromImage(String column) implements Subject {
        @Override
        public String label() {
            return column + " from the image";
        }
    }

    /**
     * A column that the same pipeline reads, to set the scale of what it reads of the attribute.
     *
     * @param column as a reader knows it: "site", "weekday of study_date"
     */
    record Control(String column, Sort sort) implements Subject {
        /** What an image is expected to hold of it. */
        public enum Sort {
            /** The attribute itself, by a reader that reads the other columns too. */
            ATTRIBUTE,
            /** What somebody recorded. */
            RECORDED,
            /** Nothing: whatever is read of it is a fault. */
            IMPLAUSIBLE
        }

        @Override
        public String label() {
            return sort == Sort.ATTRIBUTE ? column + " itself" : column;
        }
    }

    /** The images that are alike in one recorded column. */
    record Stratum(String column, String level) implements Subject {
        @Override
        public String label() {
            return "only " + column + " " + level;
        }
    }

    /** All images, weighted so that classes match in recorded columns. */
    record Matched(List<String> columns) implements Subject {
        public Matched {
            columns = List.copyOf(columns);
        }

        @Override
        public String label() {
            return "matched on " + Lists.and(columns, Lists.MOST_IN_A_SENTENCE);
        }
    }

    /** The recorded attribute shuffled over patients: a control that must find nothing. */
    record Shuffled(String attribute) implements Subject {
        @Override
        public String label() {
            return "shuffled " + attribute;
        }
    }

    /**
     * A known signal put into the images of random patients.
     *
     * @param signal what sort of
     * @param draw of who gets it, from 1; 0 where many are drawn
     */
    record Injected(String signal, int draw) implements Subject {
        @Override
        public String label() {
            return signal + " put in" + (draw == 0 ? "" : ", draw " + draw);
        }
    }

    /** A probe on the embeddings of a network. */
    record Embedding(String probe, String network) implements Subject {
        @Override
        public String label() {
            return probe + ", " + network;
        }
    }

    /** One of equal parts of every stack of images, 0 the lowest. */
    record Slices(int part, int parts) implements Subject {
        @Override
        public String label() {
            return String.format(Locale.ROOT, "slices %.1f to %.1f", part / (double) parts, (part + 1.0) / parts);
        }

        @Override
        public Double position() {
            return (part + 0.5) / parts;
        }
    }

    /** The images of one view. */
    record View(String view) implements Subject {
        @Override
        public String label() {
            return "view " + view;
        }
    }

    /** The images of one side of the body. */
    record BodySide(String side) implements Subject {
        @Override
        public String label() {
            return "side " + side;
        }
    }
}
