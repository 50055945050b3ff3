package cn.estation.mall.desk;

import cn.estation.mall.shelf.Site;
import cn.estation.mall.shelf.Sites;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What staff type to describe a counter. */
record SiteForm(
        @NotBlank @Nullable String communityId,
        @NotBlank @Size(max = 100) @Nullable String name,
        @Size(max = 100) @Nullable String address,
        @NotBlank @Size(max = 100) @Nullable String hours,
        @Size(max = 30) @Nullable String phone,
        @Nullable Boolean inUse) {

    static SiteForm empty(@Nullable String communityId) {
        return new SiteForm(communityId, null, null, null, null, true);
    }

    static SiteForm of(Site site) {
        return new SiteForm(
                Long.toString(site.communityId()),
                site.name(),
                site.address(),
                site.hours(),
                site.phone(),
                site.inUse());
    }

    /** Only for a form without errors. */
    Sites.Sign sign() {
        return new Sites.Sign(text(name), text(address), text(hours), text(phone));
    }

    private static String text(@Nullable String typed) {
        return Objects.requireNonNullElse(typed, "").strip();
    }
}
