/** Both ledgers, the points to spend and the appraisal score: every movement balanced, explained and never edited. */
@ApplicationModule(allowedDependencies = {"kernel", "privacy", "wechat", "grid", "audit", "identity", "task", "chat"})
@NullMarked
package cn.estation.points;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
