/** Tells residents what has happened to them: an inbox, and a WeChat message where they allowed one. Nobody calls it. */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "wechat",
            "grid",
            "audit",
            "identity",
            "task",
            "points",
            "mall",
            "request",
            "guide",
            "appointment",
            "chat"
        })
@NullMarked
package cn.estation.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
