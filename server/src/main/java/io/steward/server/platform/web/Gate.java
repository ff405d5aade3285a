package io.steward.server.platform.web;

import io.steward.server.platform.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a request to a handler only when its {@link Access} allows the caller; without one, never. */
final class Gate implements HandlerInterceptor {
    private static final String OURS = "io.steward.";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || !isOurs(method)) {
            return true;
        }
        Access access = method.getMethodAnnotation(Access.class);
        if (access == null) {
            throw Problem.forbidden("Nobody may call this");
        }
        if (access.value() == Who.ANYONE) {
            return true;
        }
        Caller caller = Caller.of(request);
        if (caller == null) {
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "Please sign in");
        }
        if (!caller.is(access.value())) {
            throw Problem.forbidden("This is not among what you may do");
        }
        return true;
    }

    private static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getName().startsWith(OURS);
    }
}
