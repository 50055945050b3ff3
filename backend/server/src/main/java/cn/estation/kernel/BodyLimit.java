package cn.estation.kernel;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads a body before anything parses it, up to 1 MB, and refuses more with 413 whatever Content-Length claims. Packed
 * bodies are refused with 415, because a small one may hide a large one. Uploads may have 10 MB; one that is larger, or does
 * not say how large it is, is refused before it is read.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class BodyLimit extends OncePerRequestFilter {

    static final int MOST = 1024 * 1024;

    /** A file of 10 MB and the form around it. */
    static final long MOST_UPLOADED = 10L * 1024 * 1024 + 256 * 1024;

    private static final long MOST_DRAINED = 40L * 1024 * 1024;

    private final ProblemWriter problems;

    BodyLimit(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getContentLengthLong() == 0;
    }

    private static boolean isUpload(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.startsWith("multipart/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            problems.write(response, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "packed-body", "请不要压缩请求内容。");
            return;
        }
        if (isUpload(request)) {
            uploadOrRefuse(request, response, chain);
            return;
        }
        if (isForm(request)) {
            // The container reads forms itself, and stops at its own limit.
            refuseOrPass(request, response, chain, request.getContentLengthLong());
            return;
        }
        var body = request.getContentLengthLong() > MOST
                ? new byte[MOST + 1]
                : request.getInputStream().readNBytes(MOST + 1);
        refuseOrPass(body.length == 0 ? request : new Buffered(request, body), response, chain, body.length);
    }

    private void uploadOrRefuse(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long length = request.getContentLengthLong();
        if (length >= 0 && length <= MOST_UPLOADED) {
            chain.doFilter(request, response);
            return;
        }
        // A browser shows the answer only after it was let send the file, or most of it.
        drain(request.getInputStream());
        response.setHeader("Connection", "close");
        var accepts = request.getHeader("Accept");
        if (accepts != null && accepts.contains("text/html")) {
            request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, HttpStatus.CONTENT_TOO_LARGE.value());
            request.getRequestDispatcher("/error").forward(new WithoutBody(request), response);
            return;
        }
        problems.write(response, HttpStatus.CONTENT_TOO_LARGE, "upload-too-large", "文件太大，最多 10 MB，请分成几个上传。");
    }

    private static void drain(InputStream body) throws IOException {
        var buffer = new byte[64 * 1024];
        long left = MOST_DRAINED;
        for (int read = body.read(buffer); read >= 0 && left > 0; read = body.read(buffer)) {
            left -= read;
        }
    }

    private static boolean isForm(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.startsWith("application/x-www-form-urlencoded");
    }

    private void refuseOrPass(HttpServletRequest request, HttpServletResponse response, FilterChain chain, long length)
            throws ServletException, IOException {
        if (length > MOST) {
            response.setHeader("Connection", "close");
            problems.write(response, HttpStatus.CONTENT_TOO_LARGE, "body-too-large", "提交的内容太大，最多 1 MB。");
            return;
        }
        chain.doFilter(request, response);
    }

    /** The page of errors is drawn for a request whose files nobody tries to read. */
    private static final class WithoutBody extends HttpServletRequestWrapper {
        WithoutBody(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getContentType() {
            return null;
        }
    }

    private static final class Buffered extends HttpServletRequestWrapper {
        private final byte[] body;

        Buffered(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Bytes(body);
        }

        @Override
        public java.io.BufferedReader getReader() throws IOException {
            var charset = getCharacterEncoding();
            return new java.io.BufferedReader(
                    new java.io.InputStreamReader(getInputStream(), charset == null ? "UTF-8" : charset));
        }
    }

    private static final class Bytes extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        Bytes(byte[] body) {
            this.bytes = new ByteArrayInputStream(body);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(@Nullable ReadListener listener) {
            throw new IllegalStateException("bodies are read at once");
        }
    }
}
