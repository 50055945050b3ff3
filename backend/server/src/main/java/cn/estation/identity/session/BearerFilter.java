package cn.estation.identity.session;

import cn.estation.identity.SignedIn;
import cn.estation.kernel.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who calls the API. A token that is over is refused also where none is needed, so that the client notices
 * and refreshes; only signing in itself does not look at it.
 */
public final class BearerFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final ResidentSessions sessions;
    private final ProblemWriter problems;

    public BearerFilter(ResidentSessions sessions, ProblemWriter problems) {
        this.sessions = sessions;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getMethod().equals("POST") && request.getRequestURI().startsWith("/api/v1/sessions");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var headers = request.getHeaders("Authorization");
        if (headers.hasMoreElements()) {
            var header = headers.nextElement();
            var resident = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) && !headers.hasMoreElements()
                    ? sessions.resident(header.substring(SCHEME.length()).strip())
                    : java.util.Optional.<cn.estation.identity.Resident>empty();
            if (resident.isEmpty()) {
                response.setHeader("WWW-Authenticate", "Bearer");
                problems.write(response, HttpStatus.UNAUTHORIZED, "session-over", "登录已失效，请重新登录。");
                return;
            }
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(SignedIn.resident(resident.get()));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }
}
