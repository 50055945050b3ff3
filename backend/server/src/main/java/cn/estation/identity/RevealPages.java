package cn.estation.identity;

import cn.estation.kernel.Id;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows what is masked, on any page that has the fragment for it. Every showing counts, so none is remembered. */
@Controller
class RevealPages {

    private final Reveal reveal;

    RevealPages(Reveal reveal) {
        this.reveal = reveal;
    }

    @PostMapping("/console/residents/{id}/reveal")
    String reveal(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String reason,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
            Model model) {
        var revealed = reveal.reveal(staff, id.value(), reason);
        var text = Stream.of(revealed.name(), revealed.phone())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        model.addAttribute("text", text.isEmpty() ? "没有更多信息" : text);
        return part ? "identity/revealed-part" : "identity/revealed";
    }
}
