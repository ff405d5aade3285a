package io.steward.server.platform.web;

import io.steward.server.platform.Problem;
import io.steward.server.platform.StewardSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Prometheus' page is for administrators and, if so set, for whoever asks from this machine itself. */
@Component
final class Metrics extends OncePerRequestFilter {
    private final StewardSettings settings;

    Metrics(StewardSettings settings) {
        this.settings = settings;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/actuator/")
                || request.getRequestURI().startsWith("/actuator/health");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Caller caller = Caller.of(request);
        boolean here = settings.metrics().loopback()
                && InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                && request.getHeader("X-Forwarded-For") == null;
        if (here || (caller != null && caller.admin())) {
            chain.doFilter(request, response);
        } else {
            Problems.write(response, Problem.of(Problem.Kind.UNAUTHENTICATED, "An administrator's token is needed"));
        }
    }
}
