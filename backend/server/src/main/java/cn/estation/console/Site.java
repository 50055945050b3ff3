package cn.estation.console;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What stands at the foot of every page.
 *
 * @param icp number of the ICP record, empty until there is one
 * @param police number of the 公安 record, empty until there is one
 * @param complaintsPhone where 投诉建议 are taken by voice
 */
@ConfigurationProperties("estation.site")
record Site(
        @DefaultValue("党群E站") String name,
        @Nullable String icp,
        @Nullable String police,
        @DefaultValue("12345") String complaintsPhone) {}
