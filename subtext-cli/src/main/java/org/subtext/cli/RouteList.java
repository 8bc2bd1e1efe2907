package org.subtext.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.subtext.perturbation.Perturbations;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.routes.Routes;
import org.subtext.routes.contract.Route;
import org.subtext.wording.Digits;

/** The routes there are, as a table for a person. */
final class RouteList {
    private static final int WIDTH = 100;
    private static final int NAME = 24;

    private RouteList() {}

    /** By family: the question, then each route with what its settings take and which of them a full battery runs. */
    static void print(PrintWriter out) {
        Map<String, List<Route>> families = new LinkedHashMap<>();
        Routes.all()
                .forEach(route -> families.computeIfAbsent(route.family(), family -> new ArrayList<>())
                        .add(route));
        families.forEach((family, routes) -> {
            out.println(family + ": " + routes.get(0).question());
            routes.forEach(route -> print(route, out));
            out.println();
        });
        out.println("--route takes names, families and all; --setting takes a name and its numbers.");
        out.flush();
    }

    private static void print(Route route, PrintWriter out) {
        List<String> lines = new ArrayList<>();
        Perturbations.KINDS.stream()
                .filter(kind -> kind.name().equals(route.name()))
                .findFirst()
                .ifPresentOrElse(
                        kind -> lines.addAll(lines(kind)),
                        () -> route.axis().ifPresent(axis -> lines.add("over " + axis)));
        out.printf("  %-" + NAME + "s%s%n", route.name(), lines.isEmpty() ? "" : lines.get(0));
        lines.stream().skip(1).forEach(line -> out.println(" ".repeat(NAME + 2) + line));
    }

    private static List<String> lines(PerturbationKind kind) {
        List<String> lines = new ArrayList<>();
        if (!kind.parameters().isEmpty()) {
            lines.add(kind.parameters());
        }
        List<String> settings = kind.defaults().stream()
                .map(setting -> setting.substring(kind.name().length()).strip())
                .filter(setting -> !setting.isEmpty())
                .toList();
        StringBuilder line = new StringBuilder();
        for (String setting : settings) {
            if (line.length() + setting.length() + 2 > WIDTH - NAME) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : ", ").append(setting);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    /** "40 s", "12 min", "1.5 h". */
    static String time(double seconds) {
        if (seconds < 100) {
            return Digits.fixed(seconds, 0) + " s";
        }
        return seconds < 5400 ? Digits.fixed(seconds / 60, 0) + " min" : Digits.fixed(seconds / 3600, 1) + " h";
    }
}
