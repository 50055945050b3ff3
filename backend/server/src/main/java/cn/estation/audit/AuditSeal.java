package cn.estation.audit;

import java.util.List;
import org.springframework.stereotype.Component;

@Component
class AuditSeal implements SealedTrail {

    private final AuditMapper entries;

    AuditSeal(AuditMapper entries) {
        this.entries = entries;
    }

    @Override
    public String trail() {
        return "audit";
    }

    @Override
    public List<SealLine> unsealed(long floor, int most) {
        return entries.unsealed(floor, most);
    }

    @Override
    public List<SealLine> read(List<Long> ids) {
        return entries.lines(ids);
    }
}
