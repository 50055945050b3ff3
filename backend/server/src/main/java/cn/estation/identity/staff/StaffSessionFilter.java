package cn.estation.identity.staff;

import cn.estation.identity.SignedIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who uses the console, from the session cookie and the database. */
public final class StaffSessionFilter extends OncePerRequestFilter {

    private final StaffSessions sessions;

    public StaffSessionFilter(StaffSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        StaffCookies.SESSION.read(request).flatMap(sessions::staff).ifPresent(staff -> {
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(SignedIn.staff(staff));
            SecurityContextHolder.setContext(context);
        });
        chain.doFilter(request, response);
    }
}
