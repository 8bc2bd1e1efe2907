package org.subtext.web.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.subtext.testing.Seeds;

/** Ids of a session: one each, found again, in an order that is not the run's. */
class CaseIdsTest {
    @Seeds(50)
    void everyCaseHasAnIdOfItsOwnAndIsFoundByIt(SplittableRandom random) {
        int size = 1 + random.nextInt(500);
        CaseIds ids = CaseIds.drawn(size, random);
        Set<String> all = new HashSet<>();
        int inPlace = 0;
        for (int index = 0; index < size; index++) {
            String id = ids.at(ids.rank(index));
            all.add(id);
            assertThat(id).matches("[0-9a-z]{13}");
            assertThat(ids.index(id)).hasValue(index);
            inPlace += ids.rank(index) == index ? 1 : 0;
        }
        assertThat(all).hasSize(size);
        assertThat(inPlace).isLessThan(10);
        assertThat(ids.index("zzzzzzzzzzzzz")).isEmpty();
        assertThat(ids.index("../../../etc/")).isEmpty();
    }
}
