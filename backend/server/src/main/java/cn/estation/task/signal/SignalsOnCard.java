package cn.estation.task.signal;

import cn.estation.task.MemberSignals;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class SignalsOnCard implements MemberSignals {

    private final SignalMapper signals;

    SignalsOnCard(SignalMapper signals) {
        this.signals = signals;
    }

    @Override
    public List<Signal> of(long residentId, Collection<Long> communities) {
        return communities.isEmpty()
                ? List.of()
                : signals.about(residentId, communities).stream()
                        .map(one -> new Signal(
                                one.foundAt(),
                                one.kind().title(),
                                one.facts(),
                                one.status().title(),
                                one.decision() == null ? "" : one.decision()))
                        .toList();
    }
}
