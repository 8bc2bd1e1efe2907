package org.subtext.audit.answers;

import java.util.List;
import org.subtext.audit.answers.Collected.Names;
import org.subtext.audit.answers.Collected.Reading;
import org.subtext.report.charts.NumberText;
import org.subtext.routes.contract.NotRun;
import org.subtext.routes.contract.RouteFindings;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.routes.contract.SettingResult;
import org.subtext.statistics.Estimate;
import org.subtext.wording.IntervalText;

/** Figures of the routes of an audit, as they are told. */
final class RouteFigures {
    private static final Names NONE = new Names();

    private final Collected into;
    private final StoredFile file;

    private RouteFigures(Collected into, StoredFile file) {
        this.into = into;
        this.file = file;
    }

    static void collect(Collected into, RoutesAssessment told, StoredFile file) {
        new RouteFigures(into, file).collect(told);
    }

    private void collect(RoutesAssessment told) {
        List<String> reading = told.reading();
        for (int i = 0; i < reading.size(); i++) {
            into.words(Topic.ROUTES, NONE, reading.get(i), file, inFile("/reading", i));
        }
        for (int i = 0; i < told.pointers().size(); i++) {
            into.words(Topic.POINTED_AT, NONE, told.pointers().get(i).sentence(), file, "/pointers/" + i + "/sentence");
        }
        if (told.pointers().isEmpty()) {
            into.words(Topic.POINTED_AT, NONE, "The battery points at nothing.", file, "/pointers");
        }
        boolean isAnyNotRun = false;
        for (int r = 0; r < told.routes().size(); r++) {
            route(told.routes().get(r), "/routes/" + r);
            isAnyNotRun |= !told.routes().get(r).notRun().isEmpty();
        }
        if (!isAnyNotRun) {
            into.words(Topic.NOT_RUN, NONE, "Everything that was asked for was run.", file, "/routes");
        }
    }

    /** Of what is not told in the file's own sentences the pointer is that of all of them. */
    private String inFile(String list, int i) {
        return file.at(list + "/" + i).isMissingNode() ? list : list + "/" + i;
    }

    private void route(RouteFindings found, String at) {
        Names named = Names.of(Slot.ROUTE, found.route());
        for (int i = 0; i < found.reading().size(); i++) {
            into.words(Topic.ROUTE_READING, named, found.reading().get(i), file, at + "/reading/" + i);
            if (!found.recoveries().isEmpty()) {
                into.words(Topic.RECOVERED, named, found.reading().get(i), file, at + "/reading/" + i);
            }
        }
        for (int i = 0; i < found.settings().size(); i++) {
            setting(found.settings().get(i), at + "/settings/" + i);
        }
        for (int i = 0; i < found.notRun().size(); i++) {
            NotRun one = found.notRun().get(i);
            into.words(
                    Topic.NOT_RUN,
                    named,
                    one.what() + ": " + one.reason() + " " + one.mend(),
                    file,
                    at + "/not_run/" + i);
        }
    }

    private void setting(SettingResult one, String at) {
        Names names = Names.of(Slot.ROUTE, one.setting().route())
                .and(Slot.SETTING, one.setting().label())
                .and(Slot.MODE, one.setting().mode().words());
        Integer n = one.patients() > 0 ? (Integer) one.patients() : null;
        into.estimate(
                Topic.SETTING_AUC,
                names,
                one.macroAuc(),
                n,
                Reading.ofShare("AUC", one.macroAuc()),
                file,
                at + "/macro_auc");
        into.estimate(
                Topic.SETTING_CHANGE,
                names,
                one.change(),
                n,
                new Reading("difference of AUC", difference(one.change()), 3),
                file,
                at + "/change");
        into.estimate(
                Topic.SETTING_P,
                names,
                one.adjustedP(),
                n,
                Reading.ofPAbove(one.adjustedP()),
                file,
                at + "/adjusted_p");
    }

    private static String difference(Estimate change) {
        return change instanceof Estimate.Known known
                ? IntervalText.ofDifference(
                        known.value(),
                        known.interval().lower(),
                        known.interval().upper(),
                        3)
                : NumberText.withInterval(change);
    }
}
