package cn.estation.media;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where pictures lie and how much a person may keep.
 *
 * @param folder outside everything that a web server serves; shared by all nodes; backed up with the database
 * @param resident what one resident may keep
 * @param staff what one member of staff may keep
 * @param linkLife how long the platform may fetch a picture that it is asked to look at
 * @param checkWait how long an answer of the platform is waited for before it is asked again (it promises 30 minutes)
 * @param unusedKept how long a picture is kept that nothing uses
 * @param refusedKept how long a refused picture is kept, for whoever objects
 */
@ConfigurationProperties("estation.media")
public record MediaSettings(
        @DefaultValue("media") String folder,
        @DefaultValue Quota resident,
        @DefaultValue StaffQuota staff,
        @DefaultValue("60m") Duration linkLife,
        @DefaultValue("40m") Duration checkWait,
        @DefaultValue("7d") Duration unusedKept,
        @DefaultValue("30d") Duration refusedKept) {

    /**
     * @param files kept at the same time
     * @param megabytes kept at the same time
     * @param aDay how many new ones a day (Asia/Shanghai)
     */
    public record Quota(
            @DefaultValue("60") int files,
            @DefaultValue("60") int megabytes,
            @DefaultValue("20") int aDay) {}

    /** As {@link Quota}, for those who keep a whole district's pictures. */
    public record StaffQuota(
            @DefaultValue("3000") int files,
            @DefaultValue("3000") int megabytes,
            @DefaultValue("300") int aDay) {
        Quota quota() {
            return new Quota(files, megabytes, aDay);
        }
    }
}
