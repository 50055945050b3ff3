package cn.estation.guide.content;

import java.util.List;

/**
 * How and where residents turn to somebody.
 *
 * @param visits how often one has to come in person (到办事现场次数); 0 if never
 * @param visitReason why one has to (必须现场办理原因)
 * @param complaintPhone 监督投诉电话
 */
public record Access(
        int visits,
        String visitReason,
        List<Channel> channels,
        String place,
        String hours,
        String phone,
        String complaintPhone) {

    /** One of the ways (办理形式); a counter or post needs no address on the net. */
    public record Channel(Kind kind, String url, String note) {

        public enum Kind {
            COUNTER("窗口办"),
            ONLINE("网上办"),
            MOBILE("手机办"),
            POST("邮寄办"),
            TERMINAL("自助终端办");

            private final String title;

            Kind(String title) {
                this.title = title;
            }

            public String title() {
                return title;
            }
        }

        @SuppressWarnings("NullAway") // what JSON leaves out arrives as null
        public Channel {
            url = Absent.text(url);
            note = Absent.text(note);
        }

        /** For example {@code 网上办：市政务服务网}. */
        public String line() {
            return note.isEmpty() ? kind.title() : kind.title() + "：" + note;
        }
    }

    @SuppressWarnings("NullAway") // what JSON leaves out arrives as null
    public Access {
        visitReason = Absent.text(visitReason);
        channels = Absent.list(channels);
        place = Absent.text(place);
        hours = Absent.text(hours);
        phone = Absent.text(phone);
        complaintPhone = Absent.text(complaintPhone);
    }

    public boolean has(Channel.Kind kind) {
        return channels.stream().anyMatch(channel -> channel.kind() == kind);
    }

    /** Where it is done on the net; empty if it cannot be. */
    public String onlineUrl() {
        return channels.stream()
                .filter(channel -> channel.kind() == Channel.Kind.ONLINE || channel.kind() == Channel.Kind.MOBILE)
                .map(Channel::url)
                .filter(url -> !url.isEmpty())
                .findFirst()
                .orElse("");
    }
}
