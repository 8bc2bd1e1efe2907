package org.subtext.silo.coordinator;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.plan.PlanLife;
import org.subtext.silo.plan.PlanState;
import org.subtext.silo.plan.PlannedOperation;
import org.subtext.silo.plan.SiloPlan;
import org.subtext.silo.talk.Consent;

/**
 * Where a plan stands at its coordinator: what each site said, how far its rounds are, what came out. Nothing is
 * written to find it out, and nothing of it is a number of one site.
 *
 * @param steps of the plan's life here, the first first
 * @param sites in the order of the plan
 * @param rounds one for each operation of the plan, in order
 * @param result in words, as every site was told it; empty before the plan is closed with one
 */
public record PlanStanding(
        SiloPlan plan,
        ContentHash hash,
        List<PlanLife.Step> steps,
        List<Site> sites,
        List<Round> rounds,
        Optional<String> result) {
    public PlanStanding {
        steps = List.copyOf(steps);
        sites = List.copyOf(sites);
        rounds = List.copyOf(rounds);
    }

    /**
     * A site that was asked.
     *
     * @param answer the last that it said to the plan; empty before
     */
    public record Site(PublicIdentity identity, Optional<Answer> answer) {
        /** In a sentence without a subject: {@code says yes to 7 rounds}. */
        public String says() {
            return answer.map(one -> says(one.consent())).orElse("has not answered");
        }

        /** The same of one answer. */
        public static String says(Consent consent) {
            return consent.isRefusal()
                    ? "says no" + (consent.reason().isEmpty() ? "" : ": " + consent.reason())
                    : "says yes to " + consent.rounds() + " rounds";
        }
    }

    /** What a site said, and when the coordinator heard it. */
    public record Answer(Instant at, Consent consent) {}

    /**
     * A round.
     *
     * @param number from 1
     * @param attempts that were asked for; 0 before the first
     * @param until after which nobody answers the last attempt; empty before the first
     * @param sites whose numbers are in what was opened, or who told their own; empty before
     */
    public record Round(int number, String operation, int attempts, Optional<Instant> until, Optional<Integer> sites) {
        /** How far it is. */
        public String stands() {
            if (sites.isPresent()) {
                return "opened, of " + sites.get() + " sites";
            }
            return attempts == 0
                    ? "not asked yet"
                    : "asked" + (attempts == 1 ? "" : ", attempt " + attempts) + ", until "
                            + until.map(Instant::toString).orElse("an unknown time");
        }
    }

    /** Where the plan is in its life. */
    public PlanState state() {
        return steps.isEmpty() ? PlanState.DRAFTED : steps.get(steps.size() - 1).state();
    }

    /** The same in words, with what is said of the last step. */
    public String words() {
        return steps.isEmpty() ? state().word() : steps.get(steps.size() - 1).words();
    }

    /** How many sites said yes, no and nothing: {@code 2 yes, 1 no, of 3}. */
    public String answers() {
        long yes = sites.stream()
                .flatMap(site -> site.answer().stream())
                .filter(one -> !one.consent().isRefusal())
                .count();
        long no = sites.stream().flatMap(site -> site.answer().stream()).count() - yes;
        return yes + " yes, " + no + " no, of " + sites.size();
    }

    /** Of a plan as its folder has it now. */
    public static PlanStanding of(Offering offering) throws IOException {
        Map<PartyName, Answer> answers = offering.answers();
        SiloPlan plan = offering.plan();
        List<Round> rounds = new ArrayList<>();
        for (int number = 1; number <= plan.operations().size(); number++) {
            PlannedOperation operation = plan.operation(number);
            Optional<Offering.Asked> asked = offering.lastAsked(number);
            rounds.add(new Round(
                    number,
                    operation.name(),
                    asked.map(Offering.Asked::attempt).orElse(0),
                    asked.map(Offering.Asked::until),
                    asked.isPresent() ? offering.opened(asked.get()) : Optional.empty()));
        }
        return new PlanStanding(
                plan,
                offering.hash(),
                offering.life().steps(),
                plan.parties().sites().stream()
                        .map(site -> new Site(site, Optional.ofNullable(answers.get(site.name()))))
                        .toList(),
                rounds,
                Files.exists(offering.resultFile())
                        ? Optional.of(Files.readString(offering.resultFile()))
                        : Optional.empty());
    }
}
