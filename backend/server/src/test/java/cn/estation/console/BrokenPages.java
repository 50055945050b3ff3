package cn.estation.console;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** A page that breaks, for tests. */
@Controller
class BrokenPages {

    static final String SECRET = "jdbc:mysql://10.0.0.1/secret";

    @GetMapping("/console/broken-for-tests")
    void broken() {
        throw new IllegalStateException(SECRET);
    }

    @GetMapping("/console/broken-template-for-tests")
    String brokenTemplate() {
        return "console/there-is-no-such-template";
    }
}
