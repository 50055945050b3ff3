/** Appointments: what can be booked and when, who has which place, and how that changes. No place is ever given twice. */
@ApplicationModule(
        allowedDependencies = {"kernel", "privacy", "wechat", "grid", "audit", "identity", "media", "guide", "chat"})
@NullMarked
package cn.estation.appointment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
