package cn.estation.appointment.screen;

import cn.estation.appointment.hall.Hall;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.WebRequest;

/** The screen as a page that anybody may open who has its address; it asks again by itself. */
@Controller
class ScreenPages {

    private static final int LONGEST_CODE = 16;

    private final Screens screens;
    private final Boards boards;
    private final Clock clock;

    ScreenPages(Screens screens, Boards boards, Clock clock) {
        this.screens = screens;
        this.boards = boards;
        this.clock = clock;
    }

    @GetMapping("/hall/{code}")
    String screen(@PathVariable String code, Model model, HttpServletResponse response) {
        var hall = find(code);
        if (hall.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            model.addAttribute("what", "这块屏幕的地址");
            return "guide/not-here";
        }
        show(boards.of(hall.get()), code, model);
        return "appointment/screen";
    }

    /** What changes on it. Says 304 while nothing has. */
    @GetMapping("/hall/{code}/board")
    @Nullable String board(@PathVariable String code, Model model, WebRequest request, HttpServletResponse response) {
        var hall = find(code);
        if (hall.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return "appointment/board :: gone";
        }
        var board = boards.of(hall.get());
        // The picture is new with every code: it is part of what is compared.
        if (request.checkNotModified("\"" + Integer.toHexString(board.hashCode()) + "\"")) {
            return null;
        }
        show(board, code, model);
        return "appointment/board :: board";
    }

    private Optional<Hall> find(String code) {
        return code.length() > LONGEST_CODE ? Optional.empty() : screens.hall(code);
    }

    private void show(Board board, String code, Model model) {
        model.addAttribute("board", board);
        model.addAttribute("code", code);
        model.addAttribute("now", clock.millis());
    }
}
