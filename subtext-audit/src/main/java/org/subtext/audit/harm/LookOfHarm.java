package org.subtext.audit.harm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.audit.RunJson;
import org.subtext.harm.reading.HarmRequest;
import org.subtext.harm.reading.ReadFindings;
import org.subtext.looks.EarlierLooks;
import org.subtext.looks.Look;
import org.subtext.looks.LookLedger;
import org.subtext.looks.LookedAt;
import org.subtext.problems.Argument;
import org.subtext.provenance.ContentHash;
import org.subtext.report.Audience;
import org.subtext.report.harm.HarmContent;
import org.subtext.report.harm.HarmTold;

/** The look of a run of harm at the patients that it judges: begun before a number is computed. */
final class LookOfHarm {
    private static final String RULE = "harm 1";

    /** What the run's folder remembers, as those of other runs do. */
    record Remembered(LookLedger.Begun look, EarlierLooks earlier) {}

    private final LookLedger ledger;
    private final LookLedger.Begun begun;

    private LookOfHarm(LookLedger ledger, LookLedger.Begun begun) {
        this.ledger = ledger;
        this.begun = begun;
    }

    static LookOfHarm begin(Path folder, HarmRequest request, String planHash, ReadFindings read) throws IOException {
        Path runs = folder.toAbsolutePath().normalize().getParent();
        LookLedger ledger = LookLedger.in(runs == null ? Path.of("") : runs, Argument.OUT);
        Look.Asked asked = new Look.Asked(
                String.valueOf(folder.getFileName()),
                planHash,
                request.assessment().about());
        return new LookOfHarm(ledger, ledger.beginOrContinue(asked, judged(request, read), LookLedger.Begun.NOWHERE));
    }

    private static LookedAt judged(HarmRequest request, ReadFindings read) throws IOException {
        int[] rows = IntStream.range(0, read.table().rows())
                .filter(read.roles()::isJudged)
                .toArray();
        if (!read.hasIds()) {
            List<String> recorded = new ArrayList<>();
            for (int row : rows) {
                recorded.add(read.groups().get(row));
            }
            return LookedAt.withoutIds(
                    ContentHash.ofFile(request.table().file()).hex(), recorded);
        }
        List<LookedAt.Row> judged = new ArrayList<>();
        for (int row : rows) {
            judged.add(new LookedAt.Row(
                    read.patients().get(row),
                    read.images().get(row),
                    read.groups().get(row)));
        }
        return LookedAt.of(judged);
    }

    /** Notes the answer, which may be shown from now on. */
    EarlierLooks answered(HarmContent content) {
        Look.Answer answer = new Look.Answer(
                RULE,
                null,
                ContentHash.ofText(RunJson.text(content.assessment())
                                + RunJson.text(content.beside())
                                + RunJson.text(content.models())
                                + RunJson.text(content.along()))
                        .hex(),
                content.plan().decision().margin(),
                null,
                new Look.OfHarm(
                        content.assessment().findings().size(),
                        content.verdict(),
                        HarmTold.of(content, Audience.ANYBODY).holdsBack()));
        return ledger.answer(begun, answer, List.of());
    }

    Remembered remembered(EarlierLooks earlier) {
        return new Remembered(begun, earlier);
    }
}
