package cn.estation.identity;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import cn.estation.identity.session.BearerFilter;
import cn.estation.identity.session.ResidentSessions;
import cn.estation.identity.staff.StaffSessionFilter;
import cn.estation.identity.staff.StaffSessions;
import cn.estation.kernel.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Who may knock at which door. What is not named here is shut. */
@Configuration(proxyBeanMethods = false)
class SecurityChains {

    /** What anybody may read before signing in. */
    private static final String[] PUBLIC_READS = {
        "/api/v1/guides/**",
        "/api/v1/cards/{code}",
        "/api/v1/life-events",
        "/api/v1/life-events/{id}",
        "/api/v1/search",
        "/api/v1/search/**",
        "/api/v1/communities",
        "/api/v1/tasks",
        "/api/v1/tasks/near",
        "/api/v1/tasks/{id}",
        "/api/v1/mall/items",
        "/api/v1/mall/items/{id}",
        "/api/v1/bookables",
        "/api/v1/bookables/**",
        "/api/v1/tickets/{code}",
        "/api/v1/activities",
        "/api/v1/activities/{id}",
        "/api/v1/privacy-notice",
        "/api/v1/estates",
        "/api/v1/estates/{id}/buildings",
        "/api/v1/service-points",
        "/api/v1/service-points/{id}",
        "/api/v1/media/{id}",
    };

    /** What anybody may send before signing in: the sign-in itself, a question to the bot, what was opened of a search, answers for a card. */
    private static final String[] PUBLIC_COMMANDS = {
        "/api/v1/sessions",
        "/api/v1/sessions/refresh",
        "/api/v1/chat",
        "/api/v1/guides/{id}/card",
        "/api/v1/searches/{id}/opened"
    };

    /** Pages for everybody, and what they are drawn with. */
    private static final String[] OPEN_PAGES = {
        "/cards/**", "/forms/**", "/life-events/**", "/hall/**", "/tickets/**", "/open/**"
    };

    /** Console pages before the sign-in, and what they are drawn with. */
    private static final String[] CONSOLE_DOOR = {"/console/sign-in", "/console/sign-in/**"};

    private static final String[] CONSOLE_FILES = {
        "/console/css/**", "/console/js/**", "/console/img/**", "/console/*.css", "/console/*.js", "/console/*.svg"
    };

    private static final String SIGN_IN = "/console/sign-in";

    private static final String CONSOLE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'";

    private static final Pattern TILE_ORIGIN = Pattern.compile("^https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(?=/)");
    private static final String OPEN_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private final ProblemWriter problems;

    SecurityChains(ProblemWriter problems) {
        this.problems = problems;
    }

    @Bean
    @Order(1)
    SecurityFilterChain managementDoor(HttpSecurity http) throws Exception {
        return stateless(http.securityMatcher(EndpointRequest.toAnyEndpoint()))
                .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain apiDoor(HttpSecurity http, ResidentSessions sessions) throws Exception {
        return stateless(http.securityMatcher("/api/**"))
                .addFilterBefore(new BearerFilter(sessions, problems), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(rules -> rules.requestMatchers(GET, PUBLIC_READS)
                        .permitAll()
                        .requestMatchers(POST, PUBLIC_COMMANDS)
                        .permitAll()
                        .requestMatchers("/api/v1/**")
                        .hasRole(SignedIn.RESIDENT)
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(this::askForToken)
                        .accessDeniedHandler((request, response, denied) ->
                                problems.write(response, HttpStatus.FORBIDDEN, "not-allowed", "您不能这样做。")))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain consoleDoor(
            HttpSecurity http,
            StaffSessions sessions,
            @Value("${estation.console.allowed-addresses:}") String allowedAddresses,
            @Value("${estation.map.tiles:}") String mapTiles)
            throws Exception {
        var near = addresses(allowedAddresses);
        return http.securityMatcher("/console", "/console/**")
                .addFilterBefore(new StaffSessionFilter(sessions), AnonymousAuthenticationFilter.class)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Every request of a stateless chain is a new sign-in to Spring, which would change the token under the
                // page.
                .csrf(csrf -> csrf.csrfTokenRepository(csrfCookie())
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy()))
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(consolePolicy(mapTiles)))
                        .frameOptions(FrameOptionsConfig::deny)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(permissions ->
                                permissions.policy("camera=(self), microphone=(), geolocation=(), payment=(), usb=()")))
                .authorizeHttpRequests(rules -> rules.requestMatchers(CONSOLE_FILES)
                        .permitAll()
                        .requestMatchers(CONSOLE_DOOR)
                        .access((who, context) -> new AuthorizationDecision(isNear(near, context)))
                        .anyRequest()
                        .access((who, context) -> new AuthorizationDecision(isNear(near, context)
                                && who.get() instanceof SignedIn signedIn
                                && signedIn.getPrincipal() instanceof Staff)))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(SecurityChains::showTheDoor)
                        .accessDeniedHandler(this::refuseForm))
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain wechatDoor(HttpSecurity http) throws Exception {
        return stateless(http.securityMatcher("/wechat/**"))
                .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                .build();
    }

    /** What residents open, pass on and print without signing in. Nothing is sent from there, and nothing comes in. */
    @Bean
    @Order(5)
    SecurityFilterChain openDoor(HttpSecurity http) throws Exception {
        return stateless(http.securityMatcher(OPEN_PAGES))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(OPEN_POLICY))
                        .frameOptions(FrameOptionsConfig::deny)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(permissions ->
                                permissions.policy("camera=(), microphone=(), geolocation=(), payment=(), usb=()")))
                .authorizeHttpRequests(rules ->
                        rules.requestMatchers(GET).permitAll().anyRequest().denyAll())
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(this::nothingHere)
                        .accessDeniedHandler((request, response, denied) -> nothingHere(request, response, null)))
                .build();
    }

    @Bean
    @Order(6)
    SecurityFilterChain otherDoors(
            HttpSecurity http, @Value("${springdoc.api-docs.enabled:false}") boolean documentation) throws Exception {
        return stateless(http)
                .authorizeHttpRequests(rules -> {
                    rules.requestMatchers(GET, "/", "/webjars/**", "/favicon.ico", "/error", "/MP_verify_*.txt")
                            .permitAll();
                    rules.requestMatchers("/error").permitAll();
                    if (documentation) {
                        rules.requestMatchers(GET, "/v3/api-docs/**", "/v3/api-docs.yaml", "/swagger-ui/**")
                                .permitAll();
                    }
                    rules.anyRequest().denyAll();
                })
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(this::nothingHere)
                        .accessDeniedHandler((request, response, denied) -> nothingHere(request, response, null)))
                .build();
    }

    /** Nobody signs in through Spring's own forms. */
    @Bean
    AuthenticationManager nobodyByForm() {
        return attempt -> {
            throw new BadCredentialsException("not here");
        };
    }

    private static HttpSecurity stateless(HttpSecurity http) throws Exception {
        return http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable);
    }

    /** Images come from nowhere else, except the map's tiles where somebody has set a source for them. */
    private static String consolePolicy(String mapTiles) {
        if (mapTiles.isBlank()) {
            return CONSOLE_POLICY;
        }
        var origin = TILE_ORIGIN.matcher(mapTiles);
        if (!origin.find()) {
            throw new IllegalStateException("estation.map.tiles must begin with https:// and a host");
        }
        return CONSOLE_POLICY.replace("img-src 'self'", "img-src 'self' " + origin.group());
    }

    private static CookieCsrfTokenRepository csrfCookie() {
        var cookie = new CookieCsrfTokenRepository();
        cookie.setCookieName("__Host-estation-csrf");
        cookie.setCookiePath("/");
        cookie.setCookieCustomizer(
                settings -> settings.secure(true).httpOnly(true).sameSite("Strict"));
        return cookie;
    }

    private static List<IpAddressMatcher> addresses(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .map(IpAddressMatcher::new)
                .toList();
    }

    /** An empty list lets everybody come near; who comes in is another matter. */
    private static boolean isNear(List<IpAddressMatcher> allowed, RequestAuthorizationContext context) {
        return allowed.isEmpty() || allowed.stream().anyMatch(address -> address.matches(context.getRequest()));
    }

    private void askForToken(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer");
        problems.write(response, HttpStatus.UNAUTHORIZED, "not-signed-in", "请先登录。");
    }

    private void nothingHere(
            HttpServletRequest request,
            HttpServletResponse response,
            @org.jspecify.annotations.Nullable AuthenticationException cause)
            throws IOException {
        problems.write(response, HttpStatus.NOT_FOUND, "not-found", "没有找到您要的内容。");
    }

    /** A browser is shown the console's page of refusals; who asked for something else gets the problem. */
    private void refuseForm(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        var accepts = request.getHeader("Accept");
        if (request.getHeader("HX-Request") == null && accepts != null && accepts.contains("text/html")) {
            response.sendError(HttpStatus.FORBIDDEN.value());
            return;
        }
        problems.write(response, HttpStatus.FORBIDDEN, "form-expired", "页面已过期或不允许访问，请刷新后重试。");
    }

    /** A page leads to the sign-in; a piece of a page tells htmx to go there as a whole. */
    private static void showTheDoor(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        if (request.getRequestURI().startsWith(SIGN_IN)) {
            // Only an address that may not come near is refused at the door itself; leading it there would go in
            // circles.
            response.sendError(HttpStatus.FORBIDDEN.value());
            return;
        }
        if (request.getHeader("HX-Request") != null) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            response.setHeader("HX-Redirect", SIGN_IN);
            return;
        }
        response.sendRedirect(SIGN_IN);
    }
}
