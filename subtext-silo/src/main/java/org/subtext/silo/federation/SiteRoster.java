package org.subtext.silo.federation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.subtext.problems.InvalidInputException;
import org.subtext.recognition.LabelledImages;

/**
 * Whose patient each is, of one cohort: where sites are played in one process, their images are cut by it.
 *
 * @param siteOfPatient the site of each patient by ordinal, as {@link LabelledImages#patient} counts them
 */
public record SiteRoster(List<String> siteOfPatient) {
    public SiteRoster {
        siteOfPatient = List.copyOf(siteOfPatient);
    }

    /** The images of each site by their places, in the order of names. */
    public SortedMap<String, int[]> places(LabelledImages images) {
        SortedMap<String, List<Integer>> places = new TreeMap<>();
        for (int place = 0; place < images.size(); place++) {
            places.computeIfAbsent(siteOf(images, place), site -> new ArrayList<>())
                    .add(place);
        }
        SortedMap<String, int[]> arrays = new TreeMap<>();
        places.forEach((site, own) ->
                arrays.put(site, own.stream().mapToInt(Integer::intValue).toArray()));
        return Collections.unmodifiableSortedMap(arrays);
    }

    private String siteOf(LabelledImages images, int place) {
        int patient = images.patient(place);
        if (patient < 0 || patient >= siteOfPatient.size()) {
            throw new InvalidInputException("Image " + place + " is of patient " + patient + ", but the roster of sites"
                    + " has " + siteOfPatient.size()
                    + " patients. Make the roster of the cohort that is trained on, after whoever drops out of it.");
        }
        return siteOfPatient.get(patient);
    }
}
