package cn.estation.guide.card;

import cn.estation.guide.Asker;
import cn.estation.guide.Card;
import cn.estation.guide.Phones;
import cn.estation.kernel.QrImage;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The card as a page anybody may open, pass on and print: large type, one thing at a time. */
@Controller
class CardPages {

    private final CardDesk desk;
    private final String baseUrl;

    CardPages(CardDesk desk, @Value("${estation.base-url}") String baseUrl) {
        this.desk = desk;
        this.baseUrl = baseUrl;
    }

    @GetMapping("/cards/{code}")
    String card(@PathVariable String code, Model model, HttpServletResponse response) {
        var card = find(code);
        if (card.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            model.addAttribute("what", "这张办事卡");
            return "guide/not-here";
        }
        model.addAttribute("card", card.get());
        model.addAttribute("phones", Phones.of(card.get().phone()));
        model.addAttribute("url", baseUrl + card.get().path());
        return "guide/card";
    }

    /** The card's own address as a QR code. */
    @GetMapping("/cards/{code}/qr")
    ResponseEntity<String> qr(@PathVariable String code) {
        return find(code)
                .map(card -> ResponseEntity.ok()
                        .contentType(MediaType.valueOf("image/svg+xml"))
                        .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic())
                        .body(QrImage.svg(baseUrl + card.path())))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private Optional<Card> find(String code) {
        return code.length() > 40 ? Optional.empty() : desk.found(code, Asker.unknown());
    }
}
