package cn.estation.guide.desk;

import cn.estation.guide.Synonyms;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.identity.WaitingWork;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Synonyms that were tried and wait for somebody else than who proposed them. */
@Component
class WaitingSynonyms implements WaitingWork {

    private final Synonyms synonyms;
    private final GuideScope scope;

    WaitingSynonyms(Synonyms synonyms, GuideScope scope) {
        this.synonyms = synonyms;
        this.scope = scope;
    }

    @Override
    public Optional<Waiting> waiting(Staff staff) {
        if (!staff.may(Permission.EDIT_GUIDES)) {
            return Optional.empty();
        }
        long count = synonyms.waiting(scope.cells(staff), staff);
        return Optional.of(new Waiting("同义词待核对", count, "/console/synonyms?status=TRYING", 26));
    }
}
