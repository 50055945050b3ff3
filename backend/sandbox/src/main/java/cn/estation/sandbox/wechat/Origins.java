package cn.estation.sandbox.wechat;

import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

/** Keeps pages of other sites, which the same browser may show, away from the controls. Programs send no Origin. */
final class Origins {

    private Origins() {}

    static boolean allows(HttpExchange exchange) {
        if (!exchange.getRequestURI().getPath().startsWith(Control.PREFIX)) {
            return true;
        }
        var headers = exchange.getRequestHeaders();
        var host = headers.getFirst("Host");
        var origin = headers.getFirst("Origin");
        return isLocal(host) && (origin == null || origin.equals("http://" + host));
    }

    private static boolean isLocal(@Nullable String host) {
        return host != null && host.matches("(127\\.0\\.0\\.1|localhost)(:\\d+)?");
    }
}
