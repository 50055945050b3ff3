package cn.estation.wechat.callback;

import cn.estation.wechat.WechatApp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Where WeChat pushes to. Says 403 to whatever is not genuine, whyever; and 503 while a push cannot be kept, so that it comes again. */
@Controller
class CallbackController {

    private static final Logger log = LoggerFactory.getLogger(CallbackController.class);
    private static final int MOST_BYTES = 64 * 1024;

    private interface Step {
        void run() throws Rejected, IOException;
    }

    private final Callbacks callbacks;
    private final Clock clock;

    CallbackController(Callbacks callbacks, Clock clock) {
        this.callbacks = callbacks;
        this.clock = clock;
    }

    @GetMapping("/wechat/official-account")
    void echoForOfficialAccount(HttpServletRequest request, HttpServletResponse response) throws IOException {
        echo(WechatApp.OFFICIAL_ACCOUNT, request, response);
    }

    @GetMapping("/wechat/mini-program")
    void echoForMiniProgram(HttpServletRequest request, HttpServletResponse response) throws IOException {
        echo(WechatApp.MINI_PROGRAM, request, response);
    }

    @PostMapping("/wechat/official-account")
    void takeForOfficialAccount(HttpServletRequest request, HttpServletResponse response) throws IOException {
        take(WechatApp.OFFICIAL_ACCOUNT, request, response);
    }

    @PostMapping("/wechat/mini-program")
    void takeForMiniProgram(HttpServletRequest request, HttpServletResponse response) throws IOException {
        take(WechatApp.MINI_PROGRAM, request, response);
    }

    private void echo(WechatApp app, HttpServletRequest request, HttpServletResponse response) throws IOException {
        guarded(app, response, () -> {
            var echo = callbacks.echo(app, SignedQuery.of(request.getQueryString()));
            write(response, "text/plain", echo);
        });
    }

    private void take(WechatApp app, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var arrived = clock.instant();
        guarded(app, response, () -> {
            var query = SignedQuery.of(request.getQueryString());
            callbacks.verify(app, query);
            var body = request.getInputStream().readNBytes(MOST_BYTES + 1);
            if (body.length > MOST_BYTES) {
                response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
                return;
            }
            var reply = callbacks.take(app, query, body, arrived);
            write(response, reply.isPresent() ? "text/xml" : "text/plain", reply.orElse("success"));
        });
    }

    private static void guarded(WechatApp app, HttpServletResponse response, Step step) throws IOException {
        try {
            step.run();
        } catch (Rejected forged) {
            log.warn("push to {} refused: {}", app, forged.getMessage());
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        } catch (DataAccessException | TransactionException away) {
            log.warn("push to {} could not be kept: {}", app, away.getClass().getSimpleName());
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private static void write(HttpServletResponse response, String type, String text) throws IOException {
        response.setContentType(type + ";charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
