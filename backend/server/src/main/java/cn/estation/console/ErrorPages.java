package cn.estation.console;

import cn.estation.kernel.DatabaseAway;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What a browser sees when something went wrong outside of any controller: in a filter, or while a page was written. */
@Controller
class ErrorPages {

    private static final Map<Integer, String> SENTENCES = Map.of(
            403, "页面已过期，请返回刷新后重试。",
            404, "没有找到您要的内容。",
            413, "文件太大，最多 10 MB。请分成几个文件，一个一个上传。");

    @RequestMapping(path = "/error", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView error(HttpServletRequest request, HttpServletResponse response) {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
        if (status == null) {
            status = HttpStatus.NOT_FOUND;
        }
        if (DatabaseAway.isBehind(request)) {
            return PageErrors.show(HttpStatus.SERVICE_UNAVAILABLE, PageErrors.BUSY, request, response);
        }
        var sentence =
                status.is5xxServerError() ? PageErrors.FAULT : SENTENCES.getOrDefault(status.value(), "请求无法处理，请检查后重试。");
        return PageErrors.show(status, sentence, request, response);
    }
}
