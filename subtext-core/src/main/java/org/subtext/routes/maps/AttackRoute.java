package org.subtext.routes.maps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.subtext.perturbation.contract.Role;
import org.subtext.recognition.RecogniserInterior.Attack;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;

/**
 * Attacks on the input against changes of the same size without a direction: FGSM and PGD beside random signs, Gaussian
 * noise and the clamp by itself. One route a kind, so that each has its own curve; "adversarial" asks for all.
 */
public final class AttackRoute implements Route {
    /** Steps of projected gradient descent. */
    private static final int STEPS = 7;

    private static final double GREY_LEVELS = 255;
    private static final List<Double> STRENGTHS = List.of(0.5, 1.0, 2.0, 4.0, 8.0, 16.0);

    /** Stronger ones take many passes and tell nothing that FGSM of the same size does not. */
    private static final List<Double> FEW_STRENGTHS = List.of(1.0, 2.0, 4.0);

    /** The study's ε = linspace(0, 0.5, 10), on the network's scale. */
    private static final int STUDY_STRENGTHS = 10;

    private static final double STUDY_STRONGEST = 0.5;

    private static final String AXIS =
            "largest change of a pixel (1/255 of white; study-faithful: units of the network's scale)";

    private final Attack.Kind kind;

    private AttackRoute(Attack.Kind kind) {
        this.kind = kind;
    }

    /** One route for each kind that works on pixels; in study-faithful mode some stand for the study's forms. */
    public static List<AttackRoute> all() {
        return List.of(
                new AttackRoute(Attack.Kind.FGSM),
                new AttackRoute(Attack.Kind.PGD),
                new AttackRoute(Attack.Kind.RANDOM_SIGN),
                new AttackRoute(Attack.Kind.GAUSSIAN),
                new AttackRoute(Attack.Kind.CLAMP_ONLY));
    }

    @Override
    public String name() {
        return "attack-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String family() {
        return "adversarial";
    }

    @Override
    public String question() {
        return switch (kind) {
            case FGSM, PGD, STUDY_FGSM -> "How small a change made against the network hides the attribute from it?";
            default -> "Control: do changes of the same size without a direction hide it?";
        };
    }

    @Override
    public Optional<String> axis() {
        return kind.hasStrength() ? Optional.of(AXIS) : Optional.empty();
    }

    @Override
    public List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) {
        if (!plan.modes().contains(Mode.TESTED_UNDER)) {
            return List.of();
        }
        List<Experiment> experiments = new ArrayList<>();
        for (Attack attack : plan.studyFaithful() ? ofTheStudy() : onPixels()) {
            experiments.add(TestedUnderAttack.of(setting(attack), attack, audit));
        }
        return experiments;
    }

    private List<Attack> onPixels() {
        return switch (kind) {
            case CLAMP_ONLY -> List.of(new Attack(kind, 0, 1));
            case PGD ->
                FEW_STRENGTHS.stream()
                        .map(strength -> new Attack(kind, strength / GREY_LEVELS, STEPS))
                        .toList();
            default ->
                STRENGTHS.stream()
                        .map(strength -> new Attack(kind, strength / GREY_LEVELS, 1))
                        .toList();
        };
    }

    /** The study had FGSM and Gaussian noise; the clamp by itself is the control that it lacked. */
    private List<Attack> ofTheStudy() {
        return switch (kind) {
            case FGSM -> strengths(Attack.Kind.STUDY_FGSM);
            case GAUSSIAN -> strengths(Attack.Kind.STUDY_GAUSSIAN);
            case CLAMP_ONLY -> List.of(new Attack(Attack.Kind.STUDY_CLAMP_ONLY, 0, 1));
            default -> List.of();
        };
    }

    private static List<Attack> strengths(Attack.Kind kind) {
        return IntStream.range(0, STUDY_STRENGTHS)
                .mapToObj(i -> new Attack(kind, STUDY_STRONGEST * i / (STUDY_STRENGTHS - 1), 1))
                .toList();
    }

    private Setting setting(Attack attack) {
        boolean study = attack.kind().isOfTheStudy();
        double strength = study ? round(attack.epsilon(), 3) : round(attack.epsilon() * GREY_LEVELS, 2);
        Subject subject = attack.kind().hasStrength()
                ? new Subject.Attacked(name(), study, strength, study ? Role.OTHER : role(strength))
                : new Subject.Attacked(name(), study, null, Role.OTHER);
        return new Setting(name(), subject, Mode.TESTED_UNDER);
    }

    private Role role(double strength) {
        String loss = switch (kind) {
            case FGSM, STUDY_FGSM -> "one step of attack by %s/255 of white";
            case PGD -> "an attack in steps within %s/255 of white";
            case RANDOM_SIGN -> "changes of %s/255 of white without a direction";
            case GAUSSIAN, STUDY_GAUSSIAN -> "Gaussian noise of %s/255 of white";
            case CLAMP_ONLY, STUDY_CLAMP_ONLY -> "";
        };
        return new Role.Rung(AXIS, strength, Role.Harsher.LARGER, loss);
    }

    private static double round(double value, int digits) {
        double unit = Math.pow(10, digits);
        return Math.round(value * unit) / unit;
    }
}
