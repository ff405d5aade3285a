package io.steward.server.identity.web;

import io.steward.server.identity.Sessions;
import io.steward.server.platform.Actor;
import io.steward.server.platform.ActorKind;
import io.steward.server.platform.Context;
import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who calls, by session or token. A change by session must carry the header {@code X-Steward}, which a page of
 * another origin cannot send without this server's consent (it gives none).
 */
@Component
@Order(-50)
class CallerFilter extends OncePerRequestFilter {
    private final Sessions sessions;
    private final Clock clock;

    CallerFilter(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.startsWith("/api/") && !path.startsWith("/actuator/");
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return true;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Cache-Control", "no-store");
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.startsWith("Bearer ")) {
            sessions.byToken(authorization.substring(7)).ifPresent(found -> Caller.put(request, caller(found)));
        } else {
            String cookie = SessionCookie.read(request);
            if (cookie != null) {
                if (changes(request) && request.getHeader("X-Steward") == null) {
                    Problems.write(response, Problem.forbidden("The header X-Steward is missing"));
                    return;
                }
                sessions.bySession(cookie).ifPresent(found -> Caller.put(request, caller(found)));
            }
        }
        chain.doFilter(request, response);
    }

    private static boolean changes(HttpServletRequest request) {
        return !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
    }

    private Caller caller(Sessions.Identity found) {
        var person = found.person();
        var actor = found.tokenName() == null
                ? Actor.person(person.id(), person.name())
                : new Actor(ActorKind.INTEGRATION, person.id(), found.tokenName());
        var context = new Context(
                found.tenant(), actor, person.rights(), null, clock.instant(), org.slf4j.MDC.get("correlation"));
        return new Caller(context, person.id(), person.admin(), found.tokenName() != null);
    }
}
