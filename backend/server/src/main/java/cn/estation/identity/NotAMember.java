package cn.estation.identity;

import cn.estation.kernel.Refusal;
import org.springframework.http.HttpStatus;

/** Only members registered with this community may do this. */
public final class NotAMember extends Refusal {
    public NotAMember() {
        super(HttpStatus.CONFLICT, "not-a-member", "您还没有在这个社区报到，请先报到并等社区确认。");
    }
}
